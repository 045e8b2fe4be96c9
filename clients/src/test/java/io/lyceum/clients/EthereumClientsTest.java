package io.lyceum.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.Keys;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.protocol.http.HttpService;
import org.web3j.protocol.websocket.WebSocketService;
import org.web3j.tx.Transfer;
import org.web3j.utils.Convert;
import org.web3j.utils.Numeric;

/** One network of four authorities, used by every Ethereum client that we did not write. */
@Tag("system")
class EthereumClientsTest {

  private static final int AUTHORITIES = 4;
  private static final int PORT_OFFSET = 3600;
  private static final int DAPP_PORT = 8081 + PORT_OFFSET;
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final BigDecimal ALLOWANCE = BigDecimal.TEN;

  @TempDir private static Path directory;
  private static AuthorityProcesses network;
  private static Web3j web3j;
  private static NpmClients npm;
  private static Credentials rich;

  @BeforeAll
  static void startFour() throws Exception {
    network = new AuthorityProcesses(directory, AUTHORITIES, PORT_OFFSET);
    network.configure(0, "origins", TestDapp.origin(DAPP_PORT));
    network.configure(0, "namespaces", "admin", "debug", "eth", "net", "rpc", "txpool", "web3");
    network.configure(0, "unlocked", "key");
    network.startAll();
    web3j = Web3j.build(new HttpService(network.url(0)));
    rich = Credentials.create(network.key(0).privateKey().toUnprefixedHexString());
    await().atMost(PATIENCE).ignoreExceptions().until(() -> network.head(0) > 0);
  }

  @AfterAll
  static void stop() throws Exception {
    if (web3j != null) {
      web3j.shutdown();
    }
    if (network != null) {
      network.close();
    }
  }

  /** A new account with coins, so that programs do not take each other's nonces. */
  private static Credentials account() throws Exception {
    Credentials account = Credentials.create(Keys.createEcKeyPair());
    TransactionReceipt receipt =
        Transfer.sendFunds(web3j, rich, account.getAddress(), ALLOWANCE, Convert.Unit.ETHER).send();
    assertThat(receipt.isStatusOK()).isTrue();
    return account;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ethers",
        "ethers-events",
        "viem",
        "viem-events",
        "web3",
        "web3-events",
        "hardhat",
        "foundry"
      })
  void aProgramFindsNoDifference(String program) throws Exception {
    npm().run(program, network, privateKey(account()));
  }

  @Test
  void web3jFindsNoDifference() throws Exception {
    JsonNode artifacts = new ObjectMapper().readTree(npm().artifacts().toFile());
    WebSocketService service = new WebSocketService(network.webSocketUrl(0), false);
    service.connect();
    try (Web3j socket = Web3j.build(service)) {
      new Web3jProgram(web3j, socket, account(), artifacts).run();
    }
  }

  @Test
  void aWalletInTheBrowserServesTheTestDapp() throws Exception {
    Credentials account = account();
    try (TestDapp dapp =
        TestDapp.open(
            npm(), DAPP_PORT, directory.resolve("browser"), network.url(0), privateKey(account))) {
      new TestDappVisit(dapp, web3j, account.getAddress()).run();
    }
  }

  /** The clients of npm; skips the test where they cannot be installed. */
  private static NpmClients npm() throws Exception {
    if (npm == null) {
      npm = NpmClients.install();
    }
    return npm;
  }

  private static String privateKey(Credentials account) {
    return Numeric.toHexStringWithPrefixZeroPadded(account.getEcKeyPair().getPrivateKey(), 64);
  }
}
