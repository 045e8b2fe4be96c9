package io.lyceum.api.eth;

import static io.lyceum.api.rpc.MethodDescription.method;
import static io.lyceum.api.schema.EthereumSchemas.BLOCK_NUMBER;
import static io.lyceum.api.schema.EthereumSchemas.QUANTITY;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.api.parameter.BlockParameter;
import io.lyceum.api.parameter.Hexadecimal;
import io.lyceum.api.result.ExecutedTransaction;
import io.lyceum.api.result.FeeHistoryResult;
import io.lyceum.api.rpc.RpcMethodFamily;
import io.lyceum.api.rpc.RpcMethods;
import io.lyceum.api.rpc.RpcParameters;
import io.lyceum.api.schema.ResultSchemas;
import io.lyceum.api.schema.Schema;
import io.lyceum.ledger.block.BlockHeader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * Fees. The pool takes transactions that offer no tip, so none is suggested, and the price of gas
 * is the next block's base fee: zero on a network with {@code zeroBaseFee}.
 */
public final class FeeMethods implements RpcMethodFamily {

  private static final int MOST_BLOCKS = 1024;
  private static final int MOST_PERCENTILES = 100;

  /** The least that EIP-4844 lets a unit of blob gas cost; a QBFT block carries no blobs. */
  private static final UInt256 BLOB_BASE_FEE = UInt256.ONE;

  private final ChainQuery chain;
  private final Function<BlockHeader, UInt256> nextBaseFee;

  /**
   * @param chain whose fees are asked for
   * @param nextBaseFee the base fee, in wei, of the block that follows one with this header
   */
  public FeeMethods(ChainQuery chain, Function<BlockHeader, UInt256> nextBaseFee) {
    this.chain = chain;
    this.nextBaseFee = nextBaseFee;
  }

  @Override
  public void register(RpcMethods.Builder methods) {
    methods
        .add(
            method("eth_gasPrice", "Wei for a unit of gas that get a transaction mined")
                .returns("price", QUANTITY),
            parameters -> nextBaseFee.apply(chain.head()))
        .add(
            method("eth_blobBaseFee", "What a unit of blob gas costs; blocks carry no blobs")
                .returns("wei", QUANTITY),
            parameters -> BLOB_BASE_FEE)
        .add(
            method("eth_maxPriorityFeePerGas", "The tip in wei for a unit of gas that is suggested")
                .returns("tip", QUANTITY),
            parameters -> UInt256.ZERO)
        .add(
            method("eth_feeHistory", "What the gas of blocks cost, and how full they were")
                .required("blockCount", QUANTITY)
                .required("newestBlock", BLOCK_NUMBER)
                .optional("rewardPercentiles", Schema.arrayOf(Schema.NUMBER))
                .returns("fees", ResultSchemas.of(FeeHistoryResult.class)),
            this::feeHistory);
  }

  private FeeHistoryResult feeHistory(RpcParameters parameters) {
    long wanted = parameters.required(0, "blockCount", FeeMethods::blockCount);
    BlockParameter parameter =
        parameters.required(1, "newestBlock", BlockParameter::parseNumberOrTag);
    Optional<List<Double>> percentiles =
        parameters.optional(2, "rewardPercentiles", FeeMethods::percentiles);
    BlockHeader newest = chain.requiredHeader(parameter);
    long oldest = Math.max(0, newest.number() - wanted + 1);
    List<BlockHeader> blocks = new ArrayList<>();
    for (long number = oldest; number <= newest.number(); number++) {
      blocks.add(chain.requiredHeader(new BlockParameter.Number(number)));
    }
    List<UInt256> baseFees = new ArrayList<>(blocks.stream().map(FeeMethods::baseFee).toList());
    baseFees.add(nextBaseFee.apply(newest));
    return new FeeHistoryResult(
        oldest,
        baseFees,
        Collections.nCopies(blocks.size() + 1, BLOB_BASE_FEE),
        blocks.stream().map(block -> (double) block.gasUsed() / block.gasLimit()).toList(),
        Collections.nCopies(blocks.size(), 0.0),
        percentiles.map(
            wantedPercentiles ->
                blocks.stream().map(block -> rewards(block, wantedPercentiles)).toList()));
  }

  private List<UInt256> rewards(BlockHeader block, List<Double> percentiles) {
    var number = new BlockParameter.Number(block.number());
    List<ExecutedTransaction> executed = chain.executed(chain.hash(number).orElseThrow());
    return BlockTips.of(baseFee(block), executed).atPercentiles(percentiles);
  }

  private static UInt256 baseFee(BlockHeader block) {
    return block.baseFee().orElse(UInt256.ZERO);
  }

  private static long blockCount(JsonNode value) {
    long count = Hexadecimal.unsignedLong(value);
    if (count < 1 || count > MOST_BLOCKS) {
      throw new IllegalArgumentException("1 to " + MOST_BLOCKS + " blocks are possible");
    }
    return count;
  }

  private static List<Double> percentiles(JsonNode value) {
    if (!value.isArray() || value.size() > MOST_PERCENTILES) {
      throw new IllegalArgumentException("an array of at most " + MOST_PERCENTILES);
    }
    List<Double> percentiles = new ArrayList<>();
    for (JsonNode item : value) {
      double percentile = item.asDouble(Double.NaN);
      double least = percentiles.isEmpty() ? 0 : percentiles.getLast();
      if (!item.isNumber() || !(percentile >= least && percentile <= 100)) {
        throw new IllegalArgumentException("percentiles ascend from 0 to 100");
      }
      percentiles.add(percentile);
    }
    return percentiles;
  }
}
