package io.lyceum.api.qbft;

import static io.lyceum.api.rpc.MethodDescription.method;
import static io.lyceum.api.schema.EthereumSchemas.ADDRESS;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.api.eth.ChainQuery;
import io.lyceum.api.parameter.Hexadecimal;
import io.lyceum.api.rpc.RpcError;
import io.lyceum.api.rpc.RpcException;
import io.lyceum.api.rpc.RpcMethodFamily;
import io.lyceum.api.rpc.RpcMethods;
import io.lyceum.api.rpc.RpcParameters;
import io.lyceum.api.schema.Schema;
import io.lyceum.ledger.block.ValidatorVote.Polarity;
import io.lyceum.ledger.types.Address;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The votes that this node casts, on a chain whose validators are voted on in headers; where a
 * contract decides, the methods are not enabled, as in Besu.
 */
public final class VoteMethods implements RpcMethodFamily {

  private final ChainQuery chain;
  private final ValidatorsByBlock validators;
  private final ValidatorVotes votes;

  /**
   * @param chain whose validators are voted on
   * @param validators knows whether votes are taken
   * @param votes of this node
   */
  public VoteMethods(ChainQuery chain, ValidatorsByBlock validators, ValidatorVotes votes) {
    this.chain = chain;
    this.validators = validators;
    this.votes = votes;
  }

  @Override
  public void register(RpcMethods.Builder methods) {
    methods
        .add(
            method("qbft_proposeValidatorVote", "Votes for or against a validator from now on")
                .required("address", ADDRESS)
                .required("add", Schema.BOOLEAN)
                .returns("taken", Schema.BOOLEAN),
            this::propose)
        .add(
            method("qbft_discardValidatorVote", "Votes no more on an account")
                .required("address", ADDRESS)
                .returns("discarded", Schema.BOOLEAN),
            this::discard)
        .add(
            method("qbft_getPendingVotes", "The votes of this node: true adds, false removes")
                .returns("votes", Schema.mapOf(Schema.BOOLEAN)),
            parameters -> pending());
  }

  private boolean propose(RpcParameters parameters) {
    Address recipient = parameters.required(0, "address", Hexadecimal::address);
    boolean add = parameters.required(1, "add", VoteMethods::flag);
    requireVotes();
    if (!votes.propose(recipient, add ? Polarity.ADD : Polarity.DROP)) {
      throw RpcException.limitExceeded("There are too many votes already");
    }
    return true;
  }

  private boolean discard(RpcParameters parameters) {
    Address recipient = parameters.required(0, "address", Hexadecimal::address);
    requireVotes();
    votes.discard(recipient);
    return true;
  }

  private SortedMap<String, Boolean> pending() {
    requireVotes();
    SortedMap<String, Boolean> byAddress = new TreeMap<>();
    votes
        .pending()
        .forEach((address, vote) -> byAddress.put(address.toString(), vote == Polarity.ADD));
    return byAddress;
  }

  private void requireVotes() {
    if (!validators.takesVotesAfter(chain.head())) {
      throw new RpcException(RpcError.METHOD_NOT_ENABLED, "Method not enabled");
    }
  }

  private static boolean flag(JsonNode value) {
    if (!value.isBoolean()) {
      throw new IllegalArgumentException("true or false is expected");
    }
    return value.booleanValue();
  }
}
