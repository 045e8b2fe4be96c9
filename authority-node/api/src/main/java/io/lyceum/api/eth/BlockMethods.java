package io.lyceum.api.eth;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.api.parameter.BlockParameter;
import io.lyceum.api.parameter.Hexadecimal;
import io.lyceum.api.result.BlockResult;
import io.lyceum.api.rpc.RpcMethodFamily;
import io.lyceum.api.rpc.RpcMethods;
import io.lyceum.api.rpc.RpcParameters;
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
        .add("eth_blockNumber", parameters -> chain.head().number())
        .add("eth_getBlockByNumber", this::byNumber)
        .add("eth_getBlockByHash", this::byHash);
  }

  private Optional<BlockResult> byNumber(RpcParameters parameters) {
    return block(parameters, parameters.required(0, "block", BlockParameter::parseNumberOrTag));
  }

  private Optional<BlockResult> byHash(RpcParameters parameters) {
    return block(
        parameters, new BlockParameter.Hash(parameters.required(0, "hash", Hexadecimal::hash)));
  }

  private Optional<BlockResult> block(RpcParameters parameters, BlockParameter block) {
    boolean whole =
        parameters.atMost(2).optional(1, "full transactions", BlockMethods::flag).orElse(false);
    return chain.block(block, whole);
  }

  private static boolean flag(JsonNode value) {
    if (!value.isBoolean()) {
      throw new IllegalArgumentException("true or false is expected");
    }
    return value.booleanValue();
  }
}
