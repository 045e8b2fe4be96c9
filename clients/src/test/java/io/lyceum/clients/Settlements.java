package io.lyceum.clients;

import io.lyceum.contracts.Predeployed;
import io.lyceum.contracts.ProofOfLearning;
import io.lyceum.contracts.ProofStatus;
import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import org.web3j.abi.EventEncoder;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.DefaultBlockParameter;
import org.web3j.protocol.core.methods.request.EthFilter;
import org.web3j.protocol.core.methods.response.Log;

/** How proofs were settled, as the contract's events tell a client. */
final class Settlements {

  private Settlements() {}

  /** The outcomes in a range of blocks, both ends counted, in the order of the chain. */
  static List<ProofStatus> between(Web3j web3j, long first, DefaultBlockParameter last)
      throws IOException {
    EthFilter filter =
        new EthFilter(
            DefaultBlockParameter.valueOf(BigInteger.valueOf(first)),
            last,
            Predeployed.PROOF_OF_LEARNING.address());
    filter.addSingleTopic(EventEncoder.encode(ProofOfLearning.PROOFSETTLED_EVENT));
    return web3j.ethGetLogs(filter).send().getLogs().stream()
        .map(result -> ProofOfLearning.getProofSettledEventFromLog((Log) result.get()).status)
        .map(ProofStatus::of)
        .toList();
  }
}
