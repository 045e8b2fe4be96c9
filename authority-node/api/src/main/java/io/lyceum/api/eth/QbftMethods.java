package io.lyceum.api.eth;

import io.lyceum.api.parameter.BlockParameter;
import io.lyceum.api.rpc.RpcMethodFamily;
import io.lyceum.api.rpc.RpcMethods;
import io.lyceum.api.rpc.RpcParameters;
import io.lyceum.ledger.types.Address;
import java.util.List;
import java.util.Optional;

/** Who seals blocks. */
public final class QbftMethods implements RpcMethodFamily {

  private final ChainQuery chain;
  private final ValidatorsByBlock validators;

  /**
   * @param chain whose blocks are sealed
   * @param validators knows who may seal them
   */
  public QbftMethods(ChainQuery chain, ValidatorsByBlock validators) {
    this.chain = chain;
    this.validators = validators;
  }

  @Override
  public void register(RpcMethods.Builder methods) {
    methods.add("qbft_getValidatorsByBlockNumber", this::byNumber);
  }

  private Optional<List<Address>> byNumber(RpcParameters parameters) {
    BlockParameter block =
        parameters.atMost(1).required(0, "block", BlockParameter::parseNumberOrTag);
    return chain.header(block).map(validators::validators);
  }
}
