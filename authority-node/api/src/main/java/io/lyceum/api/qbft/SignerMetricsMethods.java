package io.lyceum.api.qbft;

import static io.lyceum.api.rpc.MethodDescription.method;
import static io.lyceum.api.schema.EthereumSchemas.BLOCK_NUMBER;

import io.lyceum.api.eth.ChainQuery;
import io.lyceum.api.parameter.BlockParameter;
import io.lyceum.api.rpc.RpcException;
import io.lyceum.api.rpc.RpcMethodFamily;
import io.lyceum.api.rpc.RpcMethods;
import io.lyceum.api.rpc.RpcParameters;
import io.lyceum.api.schema.ResultSchemas;
import io.lyceum.api.schema.Schema;
import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.types.Address;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** {@code qbft_getSignerMetrics}: who proposed the blocks of a range, whose end is left out. */
public final class SignerMetricsMethods implements RpcMethodFamily {

  private static final long CUSTOMARY_BLOCKS = 100;

  private final ChainQuery chain;
  private final ValidatorsByBlock validators;
  private final long mostBlocks;

  /**
   * @param chain whose proposers are counted
   * @param validators knows who may have been one
   * @param mostBlocks the longest range
   */
  public SignerMetricsMethods(ChainQuery chain, ValidatorsByBlock validators, long mostBlocks) {
    this.chain = chain;
    this.validators = validators;
    this.mostBlocks = mostBlocks;
  }

  @Override
  public void register(RpcMethods.Builder methods) {
    methods.add(
        method("qbft_getSignerMetrics", "How many blocks of a range each validator proposed")
            .optional("from", BLOCK_NUMBER)
            .optional("to", BLOCK_NUMBER)
            .returns("metrics", Schema.arrayOf(ResultSchemas.of(SignerMetric.class))),
        this::metrics);
  }

  private List<SignerMetric> metrics(RpcParameters parameters) {
    long to = number(parameters, 1, "to", chain.head().number());
    long from = number(parameters, 0, "from", Math.max(0, to - CUSTOMARY_BLOCKS));
    if (from > to || to > chain.head().number()) {
      throw RpcException.invalidParams("from is after to, or to after the newest block");
    }
    if (to - from > mostBlocks) {
      throw RpcException.limitExceeded("More than " + mostBlocks + " blocks");
    }
    SortedMap<Address, SignerMetric> byProposer = new TreeMap<>();
    for (long number = from; number < to; number++) {
      BlockHeader header = chain.requiredHeader(new BlockParameter.Number(number));
      byProposer.put(
          header.coinbase(),
          byProposer
              .getOrDefault(header.coinbase(), SignerMetric.none(header.coinbase()))
              .withProposed(number));
      if (number == to - 1) {
        validators
            .validators(header)
            .forEach(idle -> byProposer.putIfAbsent(idle, SignerMetric.none(idle)));
      }
    }
    return List.copyOf(byProposer.values());
  }

  private long number(RpcParameters parameters, int index, String name, long otherwise) {
    return parameters
        .optional(index, name, BlockParameter::parseNumberOrTag)
        .map(chain::number)
        .orElse(otherwise);
  }
}
