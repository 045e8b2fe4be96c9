package io.lyceum.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.TypeReference;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.crypto.ContractUtils;
import org.web3j.crypto.StructuredDataEncoder;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.methods.request.Transaction;
import org.web3j.utils.Convert;
import org.web3j.utils.Numeric;

/** What a visitor does on the test dapp, and what the chain must hold afterwards. */
final class TestDappVisit {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** To whom the page transfers tokens, and how many: 1.5 with the four decimals that it offers. */
  private static final String FRIEND = "0x2f318C334780961FB129D2a6c30D0763d9a5C970";

  private static final BigInteger TOKENS = BigInteger.valueOf(15_000);

  /** The precompiled contract that recovers who signed a digest. */
  private static final String ECRECOVER = "0x0000000000000000000000000000000000000001";

  private final TestDapp page;
  private final Web3j web3j;
  private final String account;

  /**
   * @param page is open
   * @param web3j asks the node
   * @param account of the page's wallet, with more than 4 POL
   */
  TestDappVisit(TestDapp page, Web3j web3j, String account) {
    this.page = page;
    this.web3j = web3j;
    this.account = account;
  }

  /** Does all of it. */
  void run() throws IOException {
    connect();
    deployDepositAndWithdraw();
    createAndTransferTokens();
    sendWithFees();
    signTypedData();
  }

  private void connect() {
    page.awaitText("activeProviderName", "Lyceum test wallet");
    page.click("connectButton");
    page.awaitText("accounts", account);
    assertThat(page.text("chainId")).isEqualTo("0x539");
    assertThat(page.text("network")).isEqualTo("1337");
  }

  private void deployDepositAndWithdraw() throws IOException {
    String piggyBank = ContractUtils.generateContractAddress(account, nonce());
    page.click("deployButton");
    page.awaitText("contractStatus", "Deployed");
    assertThat(code(piggyBank)).isNotEqualTo("0x");
    page.click("depositButton");
    page.awaitText("contractStatus", "Deposit completed");
    assertThat(balance(piggyBank)).isEqualTo(pol(4));
    page.click("withdrawButton");
    page.awaitText("contractStatus", "Withdrawn");
    assertThat(balance(piggyBank)).isEqualTo(pol(3));
  }

  private void createAndTransferTokens() throws IOException {
    page.click("createToken");
    page.awaitText("erc20TokenAddresses", "0x");
    String token = page.text("erc20TokenAddresses");
    page.click("transferTokens");
    String balanceOfFriend =
        FunctionEncoder.encode(
            new Function(
                "balanceOf",
                List.of(new Address(FRIEND)),
                List.of(new TypeReference<Uint256>() {})));
    await()
        .atMost(PATIENCE)
        .until(() -> Numeric.toBigInt(call(token, balanceOfFriend)).equals(TOKENS));
  }

  private void sendWithFees() throws IOException {
    BigInteger before = nonce();
    page.click("sendEIP1559Button");
    await().atMost(PATIENCE).until(() -> nonce().compareTo(before) > 0);
  }

  private void signTypedData() throws IOException {
    page.click("signTypedDataV4");
    page.awaitText("signTypedDataV4Result", "0x");
    String signature = Numeric.cleanHexPrefix(page.text("signTypedDataV4Result"));
    page.click("signTypedDataV4Verify");
    page.awaitText("signTypedDataV4VerifyResult", account);

    byte[] digest = new StructuredDataEncoder(page.signedTypedData()).hashStructuredData();
    String v = "0".repeat(62) + signature.substring(128);
    String answer = call(ECRECOVER, Numeric.toHexString(digest) + v + signature.substring(0, 128));
    assertThat(answer).isEqualTo("0x" + "0".repeat(24) + Numeric.cleanHexPrefix(account));
  }

  private BigInteger nonce() throws IOException {
    return web3j
        .ethGetTransactionCount(account, DefaultBlockParameterName.LATEST)
        .send()
        .getTransactionCount();
  }

  private BigInteger balance(String address) throws IOException {
    return web3j.ethGetBalance(address, DefaultBlockParameterName.LATEST).send().getBalance();
  }

  private String code(String address) throws IOException {
    return web3j.ethGetCode(address, DefaultBlockParameterName.LATEST).send().getCode();
  }

  private String call(String to, String data) throws IOException {
    return web3j
        .ethCall(
            Transaction.createEthCallTransaction(account, to, data),
            DefaultBlockParameterName.LATEST)
        .send()
        .getValue();
  }

  private static BigInteger pol(int amount) {
    return Convert.toWei(BigInteger.valueOf(amount).toString(), Convert.Unit.ETHER).toBigInteger();
  }
}
