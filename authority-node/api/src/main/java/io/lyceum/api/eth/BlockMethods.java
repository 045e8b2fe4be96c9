package io.lyceum.api.eth;

import static io.lyceum.api.rpc.MethodDescription.method;
import static io.lyceum.api.schema.EthereumSchemas.BLOCK_NUMBER;
import static io.lyceum.api.schema.EthereumSchemas.HASH;
import static io.lyceum.api.schema.EthereumSchemas.QUANTITY;

import io.lyceum.api.parameter.BlockParameter;
import io.lyceum.api.parameter.Hexadecimal;
import io.lyceum.api.parameter.Members;
import io.lyceum.api.result.BlockResult;
import io.lyceum.api.rpc.MethodDescription;
import io.lyceum.api.rpc.RpcMethodFamily;
import io.lyceum.api.rpc.RpcMethods;
import io.lyceum.api.rpc.RpcParameters;
import io.lyceum.api.schema.ResultSchemas;
import io.lyceum.api.schema.Schema;
import java.util.Optional;

/** Blocks by number and by hash. */
public final class BlockMethods implements RpcMethodFamily {

  private final ChainQuery chain;

  /** Reads a chain. */
  public BlockMethods(ChainQuery chain) {
    this.chain = chain;
  }

  @Override
  public void register(RpcMethods.Builder methods) {
    methods
        .add(
            method("eth_blockNumber", "The number of the newest block").returns("number", QUANTITY),
            parameters -> chain.head().number())
        .add(
            block(
                method("eth_getBlockByNumber", "A block by its number or a tag")
                    .required("block", BLOCK_NUMBER)),
            this::byNumber)
        .add(
            block(method("eth_getBlockByHash", "A block by its hash").required("hash", HASH)),
            this::byHash);
  }

  private static MethodDescription block(MethodDescription begun) {
    return begun
        .optional("full transactions", Schema.BOOLEAN)
        .returns("block", ResultSchemas.of(BlockResult.class).orNull());
  }

  private Optional<BlockResult> byNumber(RpcParameters parameters) {
    return block(parameters, parameters.required(0, "block", BlockParameter::parseNumberOrTag));
  }

  private Optional<BlockResult> byHash(RpcParameters parameters) {
    return block(
        parameters, new BlockParameter.Hash(parameters.required(0, "hash", Hexadecimal::hash)));
  }

  private Optional<BlockResult> block(RpcParameters parameters, BlockParameter block) {
    boolean whole = parameters.optional(1, "full transactions", Members::flag).orElse(false);
    return chain.block(block, whole);
  }
}
