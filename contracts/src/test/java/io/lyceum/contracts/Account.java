package io.lyceum.contracts;

import java.math.BigInteger;
import org.web3j.crypto.Credentials;
import org.web3j.protocol.Web3j;
import org.web3j.tx.RawTransactionManager;
import org.web3j.tx.response.PollingTransactionReceiptProcessor;

/** An account with its key and the contracts as it calls them. */
public record Account(Credentials credentials, LyceumContracts contracts) {

  /** An account whose private key is a small number. */
  public static Account of(Web3j web3j, long privateKey) {
    Credentials credentials = Credentials.create(BigInteger.valueOf(privateKey).toString(16));
    return new Account(
        credentials,
        LyceumContracts.load(
            web3j,
            new RawTransactionManager(
                web3j,
                credentials,
                SandboxChain.CHAIN_ID,
                new PollingTransactionReceiptProcessor(web3j, 10, 10))));
  }

  /** The address. */
  public String address() {
    return credentials.getAddress();
  }
}
