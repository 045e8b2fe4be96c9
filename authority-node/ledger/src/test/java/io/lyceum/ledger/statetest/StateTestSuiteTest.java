package io.lyceum.ledger.statetest;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.ledger.crypto.Keccak;
import io.lyceum.ledger.crypto.KeyPair;
import io.lyceum.ledger.genesis.BlobLimits;
import io.lyceum.ledger.state.AccountState;
import io.lyceum.ledger.state.MemoryState;
import io.lyceum.ledger.state.StateChanges;
import io.lyceum.ledger.transaction.AccessListEntry;
import io.lyceum.ledger.transaction.Transaction;
import io.lyceum.ledger.transaction.TransactionBody;
import io.lyceum.ledger.types.Address;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
    assertThat(results)
        .extracting(result -> ((StateTestResult.Passed) result).test().fork())
        .contains("Shanghai", "Osaka");
  }

  @Test
  void fileOfSomethingElseFailsIfItIsNamedAndIsPassedOverInAFolder() throws IOException {
    Path file = Files.writeString(directory.resolve("other.json"), "{\"a\": {\"b\": 1}}");

    assertThat(suite().run(List.of(file), results::add)).isEqualTo(counts(0, 1, 0));
    assertThat(results.getFirst())
        .isEqualTo(new StateTestResult.Unreadable(file.toString(), "there is no state test in it"));
    assertThat(suite().run(List.of(directory), results::add)).isEqualTo(counts(0, 0, 0));
  }

  @Test
  void brokenTestHidesNoOther() throws IOException {
    String good = test("Cancun", rootAfter(), "");
    String two =
        "{\"_info\": {}, \"bad\": {\"post\": {\"Cancun\": [{}]}}," + good.strip().substring(1);

    assertThat(run(two)).isEqualTo(counts(1, 1, 0));
    assertThat(results.getFirst())
        .isInstanceOfSatisfying(
            StateTestResult.Unreadable.class,
            bad -> assertThat(bad.finding()).contains("pre is missing"));
  }

  @Test
  void truncatedFilesAndArchivesFailAfterWhatWasReadable() throws IOException {
    assertThat(run(test("Cancun", rootAfter(), "").strip().replaceFirst("}$", "")))
        .isEqualTo(counts(1, 1, 0));
    Path archive = directory.resolve("cut.tar.gz");
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    tar.writeBytes(entry('0', "a.json", test("Cancun", rootAfter(), "")));
    tar.writeBytes(Arrays.copyOf(entry('0', "b.json", " ".repeat(2000)), 1000));
    compress(archive, tar);

    assertThat(suite().run(List.of(archive), results::add)).isEqualTo(counts(1, 1, 0));
    assertThat(results.getLast())
        .isEqualTo(
            new StateTestResult.Unreadable(
                archive.toString(), "the archive breaks off: within b.json"));
  }

  @Test
  void archiveWithAFileOfNegativeSizeIsUnreadable() throws IOException {
    byte[] entry = entry('0', "a.json", "");
    put(entry, 124, "-0000000007");
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    tar.writeBytes(entry);
    Path archive = directory.resolve("negative.tar.gz");
    compress(archive, tar);

    assertThat(suite().run(List.of(archive), results::add)).isEqualTo(counts(0, 1, 0));
  }

  @Test
  void otherFilesOfAnArchiveArePassedOver() throws IOException {
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    tar.writeBytes(entry('0', "notes.txt", "n".repeat(700)));
    tar.writeBytes(entry('0', "a.json", test("Cancun", rootAfter(), "")));
    Path archive = directory.resolve("mixed.tar.gz");
    compress(archive, tar);

    assertThat(suite().run(List.of(archive), results::add)).isEqualTo(counts(1, 0, 0));
  }

  @Test
  void longNamesInPaxHeadersAreRead() throws IOException {
    String name = "x".repeat(150) + ".json";
    Path archive = directory.resolve("pax.tar.gz");
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    tar.writeBytes(entry('g', "global", "20 comment=fixtures\n"));
    tar.writeBytes(entry('x', "header", "20 mtime=1700000000\n165 path=" + name + "\n"));
    tar.writeBytes(entry('0', "x".repeat(99), test("Cancun", rootAfter(), "")));
    tar.writeBytes(entry('5', "folder.json", ""));
    compress(archive, tar);

    assertThat(suite().run(List.of(archive), results::add)).isEqualTo(counts(1, 0, 0));
    assertThat(((StateTestResult.Passed) results.getFirst()).test().name()).startsWith(name);
  }

  @Test
  void transactionGivenByItsFieldsIsTheSame() throws IOException {
    String byKey = "\"secretKey\": \"%s\"".formatted(Keccak.hash(Bytes.of(1)));
    String bySender = "\"sender\": \"%s\"".formatted(SENDER.address());

    for (String fork : List.of("London", "Merge", "Paris", "Osaka")) {
      assertThat(run(described(fork, byKey, "\"0x07\"", ""))).isEqualTo(counts(1, 0, 0));
    }
    assertThat(run(described("Cancun", bySender, "\"0x0000000000000000000007\"", "")))
        .isEqualTo(counts(1, 0, 0));
    assertThat(run(described("Cancun", bySender, "\"0x6\"", ""))).isEqualTo(counts(0, 1, 0));
    assertThat(run(described("Cancun", "\"sender\": null", "\"0x7\"", "")))
        .isEqualTo(counts(0, 1, 0));
  }

  @Test
  void valueThatNoTransactionCanHaveIsRefused() throws IOException {
    String bySender = "\"sender\": \"%s\"".formatted(SENDER.address());
    String tooMuch = "\"0x:bigint 0x1%s\"".formatted("0".repeat(64));
    String expected = ", \"expectException\": \"TR_RLP_WRONGVALUE\"";

    assertThat(run(described("London", bySender, tooMuch, ""))).isEqualTo(counts(0, 1, 0));
    String unchanged =
        described("London", bySender, tooMuch, expected)
            .replace(rootAfter().toHexString(), rootBefore().toHexString());
    assertThat(run(unchanged)).isEqualTo(counts(1, 0, 0));
  }

  @Test
  void typeOfATransactionFollowsFromItsFields() throws IOException {
    String list =
        "\"accessLists\": [[{\"address\": \"%s\", \"storageKeys\": [\"0x1\"]}]],"
            .formatted(RECEIVER);
    String fees = "\"maxFeePerGas\": \"0x2\", \"maxPriorityFeePerGas\": \"0x1\",";
    String blobs =
        "\"maxFeePerBlobGas\": \"0x1\", \"blobVersionedHashes\": [\"0x01%s\"],"
            .formatted("00".repeat(31));
    String authorizations =
        "\"authorizationList\": [{\"chainId\": \"0x\", \"address\": \"%s\", \"nonce\": \"0x0\","
                .formatted(RECEIVER)
            + " \"v\": \"0x1\", \"r\": \"0x1\", \"s\": \"0x1\"}],";

    assertThat(body("\"accessLists\": [null],")).isInstanceOf(TransactionBody.Legacy.class);
    assertThat(body("\"accessLists\": [[]],")).isInstanceOf(TransactionBody.AccessList.class);
    assertThat(body(list).accessList())
        .containsExactly(new AccessListEntry(RECEIVER, List.of(UInt256.ONE)));
    assertThat(body(list + fees)).isInstanceOf(TransactionBody.DynamicFee.class);
    assertThat(body(fees + blobs).blobVersionedHashes()).hasSize(1);
    assertThat(body(fees + authorizations)).isInstanceOf(TransactionBody.SetCode.class);
  }

  @Test
  void numberOfBlobsIsThatOfTheTest() throws IOException {
    String config =
        "\"config\": {\"chainid\": \"0x5\", \"blobSchedule\": {\"Osaka\": {\"target\": \"0x1\","
            + " \"max\": \"0x2\", \"baseFeeUpdateFraction\": \"0x3\"}}},";
    List<StateTestCase> cases =
        read(test("Osaka", rootAfter(), "").replace("\"env\"", config + "\"env\""));

    assertThat(cases.getFirst().blobs()).contains(new BlobLimits(1, 2, 3));
    assertThat(cases.getFirst().chainId()).isEqualTo(UInt256.valueOf(5));
  }

  private TransactionBody body(String fields) throws IOException {
    String sender = fields + "\"sender\": \"%s\"".formatted(SENDER.address());
    StateTestCase.Sent sent = read(described("Prague", sender, "\"0x7\"", "")).getFirst().sent();
    return ((StateTestCase.Sent.Described) sent).body();
  }

  private static List<StateTestCase> read(String json) throws IOException {
    List<StateTestCase> cases = new ArrayList<>();
    new StateTestReader(fork -> true)
        .read(
            "test",
            new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)),
            new StateTestReader.Sink() {
              @Override
              public void found(StateTestCase test) {
                cases.add(test);
              }

              @Override
              public void unreadable(String name, String finding) {
                throw new AssertionError(name + ": " + finding);
              }
            });
    return cases;
  }

  /** The same transfer without its encoding, in the form of older collections. */
  private static String described(String fork, String sender, String value, String refusal) {
    String transaction =
        """
        "transaction": {"data": ["0x"], "gasLimit": ["0x5208"], "gasPrice": "0x00", "nonce": "0x",
          "to": "%s", "value": ["0x1", %s], %s},
        """
            .formatted(RECEIVER, value, sender);
    return test(fork, rootAfter(), refusal)
        .replace("\"env\"", transaction + "\"env\"")
        .replace("{\"data\": 0}", "{\"data\": 0, \"gas\": 0, \"value\": 1}")
        .replaceFirst("\"txbytes\": \"[^\"]*\",", "");
  }

  private static Bytes32 rootBefore() {
    MemoryState state = new MemoryState();
    state.apply(new StateChanges(new TreeMap<>(Map.of(SENDER.address(), account(0, 10)))));
    return state.root();
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

  private static void writeArchive(Path archive, String name, String text) throws IOException {
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    tar.writeBytes(entry('0', name, text));
    tar.writeBytes(new byte[1024]);
    compress(archive, tar);
  }

  /** An entry as ustar has it. */
  private static byte[] entry(char type, String name, String text) {
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    byte[] entry = Arrays.copyOf(new byte[512], 512 + (content.length + 511) / 512 * 512);
    put(entry, 0, name);
    put(entry, 124, "%011o".formatted(content.length));
    entry[156] = (byte) type;
    System.arraycopy(content, 0, entry, 512, content.length);
    return entry;
  }

  private static void compress(Path archive, ByteArrayOutputStream tar) throws IOException {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(archive))) {
      out.write(tar.toByteArray());
    }
  }

  private static void put(byte[] header, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }
}
