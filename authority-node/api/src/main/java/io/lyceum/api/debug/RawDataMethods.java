package io.lyceum.api.debug;

import static io.lyceum.api.rpc.MethodDescription.method;
import static io.lyceum.api.schema.EthereumSchemas.BLOCK;
import static io.lyceum.api.schema.EthereumSchemas.DATA;
import static io.lyceum.api.schema.EthereumSchemas.HASH;

import io.lyceum.api.eth.ChainQuery;
import io.lyceum.api.parameter.BlockParameter;
import io.lyceum.api.parameter.Hexadecimal;
import io.lyceum.api.rpc.MethodDescription;
import io.lyceum.api.rpc.RpcException;
import io.lyceum.api.rpc.RpcMethodFamily;
import io.lyceum.api.rpc.RpcMethods;
import io.lyceum.api.rpc.RpcParameters;
import io.lyceum.api.schema.Schema;
import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.block.TransactionReceipt;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;

/**
 * The methods {@code debug_getRaw*} (execution-apis): the encodings that hashes and roots cover.
 */
public final class RawDataMethods implements RpcMethodFamily {

  private final ChainQuery chain;

  /** Reads a chain. */
  public RawDataMethods(ChainQuery chain) {
    this.chain = chain;
  }

  @Override
  public void register(RpcMethods.Builder methods) {
    methods
        .add(
            ofBlock("debug_getRawBlock", "The RLP of a block").returns("block", DATA),
            parameters -> block(parameters).encoded())
        .add(
            ofBlock("debug_getRawHeader", "The RLP of a block's header, with its seals")
                .returns("header", DATA),
            parameters -> block(parameters).header().encoded())
        .add(
            ofBlock("debug_getRawReceipts", "The encodings of a block's receipts (EIP-2718)")
                .returns("receipts", Schema.arrayOf(DATA)),
            this::receipts)
        .add(
            method("debug_getRawTransaction", "The encoding of a transaction (EIP-2718)")
                .required("hash", HASH)
                .returns("transaction", DATA.orNull()),
            this::transaction);
  }

  private static MethodDescription ofBlock(String name, String summary) {
    return method(name, summary).required("block", BLOCK);
  }

  private Block block(RpcParameters parameters) {
    return chain
        .storedBlock(parameters.required(0, "block", BlockParameter::parse))
        .orElseThrow(() -> RpcException.serverError("Block not found"));
  }

  private List<Bytes> receipts(RpcParameters parameters) {
    return chain.storedReceipts(block(parameters).hash()).stream()
        .map(TransactionReceipt::encoded)
        .toList();
  }

  private Optional<Bytes> transaction(RpcParameters parameters) {
    return chain
        .signedTransaction(parameters.required(0, "hash", Hexadecimal::hash))
        .map(signed -> signed.encoded());
  }
}
