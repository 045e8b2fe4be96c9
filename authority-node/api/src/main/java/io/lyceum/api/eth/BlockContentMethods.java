package io.lyceum.api.eth;

import static io.lyceum.api.rpc.MethodDescription.method;
import static io.lyceum.api.schema.EthereumSchemas.BLOCK;
import static io.lyceum.api.schema.EthereumSchemas.BLOCK_NUMBER;
import static io.lyceum.api.schema.EthereumSchemas.HASH;
import static io.lyceum.api.schema.EthereumSchemas.QUANTITY;

import io.lyceum.api.parameter.BlockParameter;
import io.lyceum.api.parameter.Hexadecimal;
import io.lyceum.api.result.ReceiptResult;
import io.lyceum.api.result.TransactionResult;
import io.lyceum.api.rpc.MethodDescription;
import io.lyceum.api.rpc.RpcMethod;
import io.lyceum.api.rpc.RpcMethodFamily;
import io.lyceum.api.rpc.RpcMethods;
import io.lyceum.api.rpc.RpcParameters;
import io.lyceum.api.schema.ResultSchemas;
import io.lyceum.api.schema.Schema;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What blocks hold: transactions by their place, receipts, and the uncles that there never are. */
public final class BlockContentMethods implements RpcMethodFamily {

  private static final Schema TRANSACTION = ResultSchemas.of(TransactionResult.class).orNull();

  private final ChainQuery chain;

  /** Reads a chain. */
  public BlockContentMethods(ChainQuery chain) {
    this.chain = chain;
  }

  @Override
  public void register(RpcMethods.Builder methods) {
    methods.add(
        method("eth_getBlockReceipts", "What the transactions of a block left")
            .required("block", BLOCK)
            .returns("receipts", Schema.arrayOf(ResultSchemas.of(ReceiptResult.class)).orNull()),
        this::receipts);
    for (Way way : Way.values()) {
      methods
          .add(
              way.named("eth_getBlockTransactionCountBy%s", "How many transactions a block holds")
                  .returns("count", QUANTITY.orNull()),
              way.of(block -> chain.storedBlock(block).map(b -> b.body().transactions().size())))
          .add(
              way.named(
                      "eth_getTransactionByBlock%sAndIndex",
                      "A transaction by its place in a block")
                  .required("index", QUANTITY)
                  .returns("transaction", TRANSACTION),
              parameters -> transaction(way.read(parameters), parameters))
          .add(
              way.named("eth_getUncleCountByBlock%s", "How many uncles a block has: none")
                  .returns("count", QUANTITY.orNull()),
              way.of(block -> chain.header(block).map(header -> 0)))
          .add(
              way.named("eth_getUncleByBlock%sAndIndex", "An uncle of a block: there is none")
                  .required("index", QUANTITY)
                  .returns("uncle", Schema.NULL),
              parameters -> {
                way.read(parameters);
                index(parameters);
                return Optional.empty();
              });
    }
  }

  /** The two ways in which these methods name a block. */
  private enum Way {
    HASH_OF_BLOCK("Hash"),
    NUMBER_OF_BLOCK("Number");

    private final String suffix;

    Way(String suffix) {
      this.suffix = suffix;
    }

    /** A method whose name says at one place which way it is. */
    MethodDescription named(String pattern, String summary) {
      String name = pattern.formatted(suffix);
      return this == HASH_OF_BLOCK
          ? method(name, summary).required("hash", HASH)
          : method(name, summary).required("block", BLOCK_NUMBER);
    }

    BlockParameter read(RpcParameters parameters) {
      return this == HASH_OF_BLOCK
          ? new BlockParameter.Hash(parameters.required(0, "hash", Hexadecimal::hash))
          : parameters.required(0, "block", BlockParameter::parseNumberOrTag);
    }

    RpcMethod of(Function<BlockParameter, Optional<?>> answer) {
      return parameters -> answer.apply(read(parameters));
    }
  }

  private Optional<List<ReceiptResult>> receipts(RpcParameters parameters) {
    return chain
        .hash(parameters.required(0, "block", BlockParameter::parse))
        .filter(hash -> chain.header(hash).isPresent())
        .map(hash -> chain.executed(hash).stream().map(ReceiptResult::of).toList());
  }

  private Optional<TransactionResult> transaction(BlockParameter block, RpcParameters parameters) {
    return chain.transaction(block, index(parameters));
  }

  private static long index(RpcParameters parameters) {
    return parameters.required(1, "index", Hexadecimal::unsignedLong);
  }
}
