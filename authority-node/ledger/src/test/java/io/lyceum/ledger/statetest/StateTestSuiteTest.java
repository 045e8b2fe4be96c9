package io.lyceum.ledger.statetest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lyceum.ledger.crypto.Keccak;
import io.lyceum.ledger.crypto.KeyPair;
import io.lyceum.ledger.state.AccountState;
import io.lyceum.ledger.state.MemoryState;
import io.lyceum.ledger.state.StateChanges;
import io.lyceum.ledger.transaction.Transaction;
import io.lyceum.ledger.transaction.TransactionBody;
import io.lyceum.ledger.types.Address;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A transfer of 7 wei, whose outcome is known without running it. */
class StateTestSuiteTest {

  private static final KeyPair SENDER = KeyPair.of(Keccak.hash(Bytes.of(1)));
  private static final Address RECEIVER =
      Address.fromHex("0x00000000000000000000000000000000000000ee");
  private static final Bytes32 NO_LOGS = Keccak.hash(Bytes.of(0xc0));

  @TempDir private Path directory;
  private final List<StateTestResult> results = new ArrayList<>();

  @Test
  void rightOutcomePasses() throws IOException {
    assertThat(run(test("Cancun", rootAfter(), ""))).isEqualTo(counts(1, 0, 0));
  }

  @Test
  void anotherRootFailsWithTheRootThatWasFound() throws IOException {
    assertThat(run(test("Cancun", Bytes32.ZERO, ""))).isEqualTo(counts(0, 1, 0));
    assertThat(results.getFirst())
        .isInstanceOfSatisfying(
            StateTestResult.Failed.class,
            failure -> {
              assertThat(failure.root()).isEqualTo(rootAfter());
              assertThat(failure.finding()).contains("state root");
            });
  }

  @Test
  void transactionThatShouldHaveBeenRefusedFails() throws IOException {
    String refusal = ", \"expectException\": \"TransactionException.NONCE_IS_MAX\"";
    assertThat(run(test("Cancun", rootAfter(), refusal))).isEqualTo(counts(0, 1, 0));
    assertThat(results.getFirst())
        .isInstanceOfSatisfying(
            StateTestResult.Failed.class,
            failure -> assertThat(failure.finding()).contains("not refused", "NONCE_IS_MAX"));
  }

  @Test
  void unknownForkIsSkipped() throws IOException {
    assertThat(run(test("Frontier", rootAfter(), ""))).isEqualTo(counts(0, 0, 1));
  }

  @Test
  void archivesAndFoldersAreSearched() throws IOException {
    Path folder = Files.createDirectories(directory.resolve("tests/inner"));
    Files.writeString(folder.resolve("one.json"), test("Shanghai", rootAfter(), ""));
    Files.writeString(folder.resolve("notes.txt"), "no test");
    Path index = Files.createDirectories(directory.resolve(".meta"));
    Files.writeString(index.resolve("index.json"), "{\"tests\": 2}");
    writeArchive(folder.resolve("two.tar.gz"), "x/two.json", test("Osaka", rootAfter(), ""));

    assertThat(suite().run(List.of(directory), results::add)).isEqualTo(counts(2, 0, 0));
    assertThat(results).extracting(result -> result.test().fork()).contains("Shanghai", "Osaka");
  }

  @Test
  void fileOfSomethingElseIsNamed() throws IOException {
    Path file = Files.writeString(directory.resolve("other.json"), "{\"a\": {\"b\": 1}}");

    assertThatThrownBy(() -> suite().run(List.of(file), results::add))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("other.json");
  }

  private static StateTestSuite suite() {
    return new StateTestSuite(new StateTestReader(fork -> true), 2);
  }

  private static StateTestSuite.Counts counts(int passed, int failed, int skipped) {
    return new StateTestSuite.Counts(passed, failed, skipped);
  }

  private StateTestSuite.Counts run(String json) throws IOException {
    Path file = Files.writeString(directory.resolve("transfer.json"), json);
    return suite().run(List.of(file), results::add);
  }

  private static String test(String fork, Bytes32 root, String refusal) {
    return """
    {"transfer": {
      "env": {"currentNumber": "0x1", "currentTimestamp": "0x1", "currentGasLimit": "0xfffff",
        "currentCoinbase": "0x00000000000000000000000000000000000000cc"},
      "pre": {"%s": {"nonce": "0x0", "balance": "0x0a", "code": "0x", "storage": {}}},
      "post": {"%s": [{"indexes": {"data": 0}, "txbytes": "%s", "hash": "%s", "logs": "%s"%s}]}}}
    """
        .formatted(SENDER.address(), fork, transfer().encoded(), root, NO_LOGS, refusal);
  }

  private static Transaction transfer() {
    return Transaction.sign(
        new TransactionBody.Legacy(
            Optional.of(UInt256.ONE),
            0,
            UInt256.ZERO,
            21_000,
            Optional.of(RECEIVER),
            UInt256.valueOf(7),
            Bytes.EMPTY),
        SENDER);
  }

  private static Bytes32 rootAfter() {
    TreeMap<Address, StateChanges.AccountChange> accounts = new TreeMap<>();
    accounts.put(SENDER.address(), account(1, 3));
    accounts.put(RECEIVER, account(0, 7));
    MemoryState state = new MemoryState();
    state.apply(new StateChanges(accounts));
    return state.root();
  }

  private static StateChanges.AccountChange account(long nonce, long balance) {
    return new StateChanges.AccountChange(
        Optional.of(new AccountState(nonce, UInt256.valueOf(balance), Keccak.EMPTY)),
        false,
        new TreeMap<>(),
        Optional.empty());
  }

  /** An archive of one file, as ustar has it. */
  private static void writeArchive(Path archive, String name, String text) throws IOException {
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    byte[] header = new byte[512];
    put(header, 0, name);
    put(header, 124, "%011o".formatted(content.length));
    header[156] = '0';
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    tar.writeBytes(header);
    tar.writeBytes(Arrays.copyOf(content, (content.length + 511) / 512 * 512));
    tar.writeBytes(new byte[1024]);
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(archive))) {
      out.write(tar.toByteArray());
    }
  }

  private static void put(byte[] header, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }
}
