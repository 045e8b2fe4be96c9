package io.lyceum.api.eth;

import static io.lyceum.api.rpc.MethodDescription.method;
import static io.lyceum.api.schema.EthereumSchemas.ADDRESS;
import static io.lyceum.api.schema.EthereumSchemas.BLOCK;
import static io.lyceum.api.schema.EthereumSchemas.QUANTITY;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.api.parameter.BlockParameter;
import io.lyceum.api.parameter.Hexadecimal;
import io.lyceum.api.result.ProofResult;
import io.lyceum.api.rpc.RpcMethodFamily;
import io.lyceum.api.rpc.RpcMethods;
import io.lyceum.api.rpc.RpcParameters;
import io.lyceum.api.schema.ResultSchemas;
import io.lyceum.api.schema.Schema;
import io.lyceum.ledger.state.WorldState;
import io.lyceum.ledger.types.Address;
import java.util.ArrayList;
import java.util.List;
import org.apache.tuweni.units.bigints.UInt256;

/** Proofs of accounts and slots against a block's state root (EIP-1186). */
public final class ProofMethods implements RpcMethodFamily {

  /** geth's limit. */
  private static final int MOST_SLOTS = 1024;

  private final ChainQuery chain;

  /** Proves by a chain's states. */
  public ProofMethods(ChainQuery chain) {
    this.chain = chain;
  }

  /** A slot, and how the client wrote it. */
  private record Key(String text, UInt256 slot) {}

  @Override
  public void register(RpcMethods.Builder methods) {
    methods.add(
        method("eth_getProof", "An account and slots of it after a block, with proofs")
            .required("address", ADDRESS)
            .required("storageKeys", Schema.arrayOf(QUANTITY))
            .optional("block", BLOCK)
            .returns("proof", ResultSchemas.of(ProofResult.class)),
        this::proof);
  }

  private ProofResult proof(RpcParameters parameters) {
    Address address = parameters.required(0, "address", Hexadecimal::address);
    List<Key> keys = parameters.required(1, "storageKeys", ProofMethods::keys);
    BlockParameter block =
        parameters.optional(2, "block", BlockParameter::parse).orElse(BlockParameter.LATEST);
    WorldState state = chain.stateAfter(chain.requiredHeader(block));
    return ProofResult.of(
        state.proof(address, keys.stream().map(Key::slot).toList()),
        keys.stream().map(Key::text).toList());
  }

  private static List<Key> keys(JsonNode value) {
    if (!value.isArray() || value.size() > MOST_SLOTS) {
      throw new IllegalArgumentException("an array of at most " + MOST_SLOTS + " is expected");
    }
    List<Key> keys = new ArrayList<>();
    value.forEach(key -> keys.add(new Key(key.asText(), Hexadecimal.uint256(key))));
    return keys;
  }
}
