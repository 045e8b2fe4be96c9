package io.lyceum.contracts;

import static io.lyceum.contracts.SandboxNetwork.INITIAL_LOSS;
import static io.lyceum.contracts.SandboxNetwork.INITIAL_VERSION;
import static io.lyceum.contracts.SandboxNetwork.JOB;
import static io.lyceum.contracts.SandboxNetwork.MATCH;
import static io.lyceum.contracts.SandboxNetwork.MISMATCH;
import static io.lyceum.contracts.SandboxNetwork.REQUIRED;
import static io.lyceum.contracts.SandboxNetwork.n;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.web3j.protocol.core.methods.response.TransactionReceipt;

class GasTest {

  @Test
  void callsOfTheProtocolTakeASmallPartOfTheGasTheyAreGiven() throws Exception {
    SandboxNetwork network = new SandboxNetwork();
    Account first = network.authorities.getFirst();
    var submission = SandboxNetwork.Submission.of("gas", INITIAL_VERSION);
    var submit =
        submission.call(network.alice, n(0), INITIAL_VERSION, n(INITIAL_LOSS - REQUIRED)).send();
    byte[] id =
        network.stranger.contracts().proofs().proofOf(JOB, n(0), network.alice.address()).send();
    var attest = network.attestation(first, id, MISMATCH, MATCH, MATCH).send();
    for (Account authority : network.authorities.subList(1, 4)) {
      network.attestBut(authority, id, List.of());
    }
    network.judgeRest(id, network.samples(first, id).getFirst(), MATCH);
    var settle = network.stranger.contracts().proofs().settle(id).send();
    network.chain.advanceTo(network.epoch(0).deadline.longValueExact());
    var close = network.stranger.contracts().proofs().closeEpoch(JOB, n(0)).send();
    for (Object receipt : List.of(submit, attest, settle, close)) {
      BigInteger used = ((TransactionReceipt) receipt).getGasUsed();
      assertThat(used).isLessThan(LyceumContracts.CALL_GAS.divide(n(8)));
    }
  }
}
