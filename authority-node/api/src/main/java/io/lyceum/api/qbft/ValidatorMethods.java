package io.lyceum.api.qbft;

import static io.lyceum.api.rpc.MethodDescription.method;
import static io.lyceum.api.schema.EthereumSchemas.ADDRESS;
import static io.lyceum.api.schema.EthereumSchemas.BLOCK_NUMBER;
import static io.lyceum.api.schema.EthereumSchemas.HASH;

import io.lyceum.api.eth.ChainQuery;
import io.lyceum.api.parameter.BlockParameter;
import io.lyceum.api.parameter.Hexadecimal;
import io.lyceum.api.rpc.RpcMethodFamily;
import io.lyceum.api.rpc.RpcMethods;
import io.lyceum.api.rpc.RpcParameters;
import io.lyceum.api.schema.Schema;
import io.lyceum.ledger.types.Address;
import java.util.List;
import java.util.Optional;

/** Who seals blocks. */
public final class ValidatorMethods implements RpcMethodFamily {

  private final ChainQuery chain;
  private final ValidatorsByBlock validators;

  /**
   * @param chain whose blocks are sealed
   * @param validators knows who may seal them
   */
  public ValidatorMethods(ChainQuery chain, ValidatorsByBlock validators) {
    this.chain = chain;
    this.validators = validators;
  }

  @Override
  public void register(RpcMethods.Builder methods) {
    methods
        .add(
            method(
                    "qbft_getValidatorsByBlockNumber",
                    "Who may seal, as of a block by number or tag")
                .required("block", BLOCK_NUMBER)
                .returns("addresses", Schema.arrayOf(ADDRESS).orNull()),
            this::byNumber)
        .add(
            method("qbft_getValidatorsByBlockHash", "Who may seal, as of a block by hash")
                .required("hash", HASH)
                .returns("addresses", Schema.arrayOf(ADDRESS).orNull()),
            this::byHash);
  }

  private Optional<List<Address>> byHash(RpcParameters parameters) {
    return chain
        .header(new BlockParameter.Hash(parameters.required(0, "hash", Hexadecimal::hash)))
        .map(validators::validators);
  }

  private Optional<List<Address>> byNumber(RpcParameters parameters) {
    BlockParameter block = parameters.required(0, "block", BlockParameter::parseNumberOrTag);
    return chain.header(block).map(validators::validators);
  }
}
