package io.lyceum.contracts;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.tuweni.units.bigints.UInt256;
import org.web3j.crypto.Hash;
import org.web3j.crypto.Sign;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.RemoteFunctionCall;

/** Four authorities, two learners and a job, in our EVM. */
public final class SandboxNetwork {

  static final BigInteger POL = BigInteger.TEN.pow(18);
  public static final BigInteger BOND = POL.multiply(n(10));
  public static final BigInteger AUTHORITY_BOND = POL.multiply(n(100));
  public static final BigInteger REWARD = POL.multiply(n(50));
  static final BigInteger POOL = POL.multiply(n(1000));
  static final long INITIAL_LOSS = 5_000_000_000L;
  static final long REQUIRED = 1_000_000;
  static final int SEGMENTS = 8;
  static final int CHALLENGES = 2;
  static final long WINDOW = 40;
  static final long EPOCH_BLOCKS = 100;
  static final byte[] INITIAL_VERSION = hash("initial");
  static final byte[] ZERO_OPTIMIZER = hash("zero moments");
  static final byte[] FINAL_OPTIMIZER = hash("final moments");
  public static final BigInteger JOB = n(1);

  static final BigInteger MATCH = n(1);
  static final BigInteger MISMATCH = n(2);
  static final BigInteger UNAVAILABLE = n(3);

  static final BigInteger PENDING = n(1);
  static final BigInteger ACCEPTED = n(2);
  static final BigInteger INSUFFICIENT = n(3);
  static final BigInteger REJECTED = n(4);
  static final BigInteger EXPIRED = n(5);

  public final SandboxChain chain = new SandboxChain();
  public final Web3j web3j = Web3j.build(chain);
  public final List<Account> authorities =
      IntStream.range(0, 4).mapToObj(i -> Account.of(web3j, 1000 + i)).toList();
  public final Account alice = Account.of(web3j, 2000);
  public final Account bob = Account.of(web3j, 2001);
  public final Account stranger = Account.of(web3j, 3000);

  /** With a job about nothing, whose first epoch is open. */
  SandboxNetwork() throws Exception {
    this(utf8("{\"layers\":2}"), terms());
    stranger.contracts().proofs().begin(JOB).send();
  }

  /** With a job whose first epoch has not begun; both learners are enrolled. */
  public SandboxNetwork(byte[] specification, TrainingJobs.Terms terms) throws Exception {
    deploy();
    for (Account authority : authorities) {
      fund(authority, AUTHORITY_BOND);
      authority.contracts().authorities().deposit(AUTHORITY_BOND).send();
    }
    for (Account authority : authorities.subList(0, 3)) {
      authority.contracts().learners().vote(alice.address(), true).send();
      authority.contracts().learners().vote(bob.address(), true).send();
      authority.contracts().models().publish(n(1), specification, utf8("Be kind.")).send();
      authority.contracts().jobs().create(JOB, terms).send();
    }
    for (Account learner : List.of(alice, bob)) {
      fund(learner, BOND.multiply(n(2)));
      learner.contracts().learners().deposit(BOND.multiply(n(2))).send();
      learner.contracts().proofs().enrol(JOB).send();
    }
  }

  private void deploy() {
    chain.deployAt(
        Predeployed.AUTHORITY_REGISTRY.address(),
        CreationCode.authorityRegistry(
            authorities.stream().map(Account::address).toList(), BigInteger.ZERO));
    for (Predeployed contract : Predeployed.values()) {
      if (contract != Predeployed.AUTHORITY_REGISTRY) {
        chain.deployAt(contract.address(), CreationCode.of(contract));
      }
    }
    chain.fund(Predeployed.REWARD_VAULT.address(), UInt256.valueOf(POOL));
  }

  /** Adds a second job, of a second model, whose documents nobody understands. */
  public void addMalformedJob() throws Exception {
    BigInteger second = n(2);
    TrainingJobs.Terms terms = terms(second, ReplayMode.EXACT, 0);
    for (Account authority : authorities.subList(0, 3)) {
      authority.contracts().models().publish(second, utf8("{}"), utf8("")).send();
      authority.contracts().jobs().create(second, terms).send();
    }
  }

  /** Those of a job about nothing. */
  public static TrainingJobs.Terms terms() {
    return terms(n(1), ReplayMode.EXACT, 0);
  }

  static TrainingJobs.Terms terms(BigInteger modelId, ReplayMode mode, long bound) {
    return new TrainingJobs.Terms(
        modelId,
        n(0),
        hash("corpus"),
        utf8("{}"),
        "nd4j-cpu-avx2-1",
        mode.number(),
        n(bound),
        hash("self-test"),
        ZERO_OPTIMIZER,
        INITIAL_VERSION,
        n(INITIAL_LOSS),
        n(SEGMENTS),
        n(5),
        n(CHALLENGES),
        n(REQUIRED),
        REWARD,
        BOND,
        n(3),
        n(0),
        n(EPOCH_BLOCKS),
        n(WINDOW));
  }

  void fund(Account account, BigInteger amount) {
    chain.fund(account.address(), UInt256.valueOf(amount));
  }

  /** What the chain has. */
  public BigInteger balance(Account account) {
    return chain.balance(account.address()).toBigInteger();
  }

  /** A submission with made-up checkpoints; its id. */
  byte[] submit(Account learner, long epoch, byte[] parent, BigInteger loss) throws Exception {
    Submission submission = Submission.of(learner.address() + epoch + loss, parent);
    submission.call(learner, n(epoch), parent, loss).send();
    return stranger.contracts().proofs().proofOf(JOB, n(epoch), learner.address()).send();
  }

  byte[] submit(Account learner, long improvement) throws Exception {
    return submit(learner, 0, INITIAL_VERSION, n(INITIAL_LOSS - improvement));
  }

  /** What a submission commits to. */
  record Submission(byte[] root, byte[] version, List<byte[]> first, List<byte[]> last) {

    static Submission of(String name, byte[] parent) {
      byte[] version = hash(name);
      List<byte[]> leaves = new ArrayList<>();
      leaves.add(leaf(0, node(parent, ZERO_OPTIMIZER), 0));
      for (int i = 1; i < SEGMENTS; i++) {
        leaves.add(leaf(i, hash(name + i), i));
      }
      leaves.add(leaf(SEGMENTS, node(version, FINAL_OPTIMIZER), 7));
      List<byte[]> first = new ArrayList<>();
      List<byte[]> level = leaves;
      while (level.size() > 1) {
        first.add(level.get(1));
        List<byte[]> above = new ArrayList<>();
        for (int i = 0; i < level.size(); i += 2) {
          above.add(i + 1 < level.size() ? node(level.get(i), level.get(i + 1)) : level.get(i));
        }
        if (above.size() == 1) {
          // The last of nine leaves is carried up alone until here.
          return new Submission(above.getFirst(), version, first, List.of(level.getFirst()));
        }
        level = above;
      }
      throw new IllegalStateException("The tree has more than one leaf");
    }

    RemoteFunctionCall<?> call(Account learner, BigInteger epoch, byte[] parent, BigInteger loss) {
      return learner
          .contracts()
          .proofs()
          .submit(JOB, epoch, root, parent, version, FINAL_OPTIMIZER, n(7), loss, first, last);
    }
  }

  byte[] sign(Account authority, byte[] id) throws Exception {
    byte[] digest = stranger.contracts().proofs().sampleDigest(id).send();
    Sign.SignatureData signature =
        Sign.signMessage(digest, authority.credentials().getEcKeyPair(), false);
    return ByteBuffer.allocate(65)
        .put(signature.getR())
        .put(signature.getS())
        .put(signature.getV())
        .array();
  }

  List<BigInteger> samples(Account authority, byte[] id) throws Exception {
    List<?> samples =
        stranger
            .contracts()
            .proofs()
            .samples(sign(authority, id), n(SEGMENTS), n(CHALLENGES))
            .send();
    return samples.stream().map(BigInteger.class::cast).toList();
  }

  RemoteFunctionCall<?> attestation(
      Account authority, byte[] id, BigInteger first, BigInteger second, BigInteger evaluation)
      throws Exception {
    return authority
        .contracts()
        .proofs()
        .attest(id, sign(authority, id), List.of(first, second), evaluation);
  }

  void attest(
      Account authority, byte[] id, BigInteger first, BigInteger second, BigInteger evaluation)
      throws Exception {
    attestation(authority, id, first, second, evaluation).send();
  }

  /** Attests match for everything but the segments given. */
  void attestBut(Account authority, byte[] id, List<BigInteger> bad) throws Exception {
    List<BigInteger> samples = samples(authority, id);
    attest(
        authority,
        id,
        bad.contains(samples.get(0)) ? MISMATCH : MATCH,
        bad.contains(samples.get(1)) ? MISMATCH : MATCH,
        MATCH);
  }

  void matchAll(byte[] id) throws Exception {
    for (Account authority : authorities) {
      attestBut(authority, id, List.of());
    }
  }

  /** Lets every authority judge a named segment that its samples did not hold. */
  void judgeRest(byte[] id, BigInteger segment, BigInteger verdict) throws Exception {
    for (Account authority : authorities) {
      ProofOfLearning proofs = authority.contracts().proofs();
      if (proofs.verdictOf(id, segment, authority.address()).send().signum() == 0) {
        proofs.judge(id, segment, verdict).send();
      }
    }
  }

  void settle(byte[] id) throws Exception {
    stranger.contracts().proofs().settle(id).send();
  }

  void close(long epoch) throws Exception {
    stranger.contracts().proofs().closeEpoch(JOB, n(epoch)).send();
  }

  void acceptAndSettle(byte[] id) throws Exception {
    matchAll(id);
    settle(id);
  }

  /** What the chain has. */
  public ProofOfLearning.Proof proof(byte[] id) throws Exception {
    return stranger.contracts().proofs().proof(id).send();
  }

  BigInteger status(byte[] id) throws Exception {
    return proof(id).status;
  }

  /** What the chain has. */
  public ProofOfLearning.Epoch epoch(long number) throws Exception {
    return stranger.contracts().proofs().epochState(JOB, n(number)).send();
  }

  /** What the chain has. */
  public LearnerRegistry.Learner learner(Account account) throws Exception {
    return stranger.contracts().learners().learner(account.address()).send();
  }

  /** What the chain has. */
  public BigInteger authorityBond(Account account) throws Exception {
    return stranger.contracts().authorities().bondOf(account.address()).send();
  }

  /** The selector of the error with which a call would be refused in the next block. */
  String refusal(Account from, Predeployed contract, RemoteFunctionCall<?> call) {
    var outcome = chain.tryCall(from.address(), contract.address(), call.encodeFunctionCall());
    return outcome.isRevert() ? outcome.output().slice(0, 4).toHexString() : "accepted";
  }

  String refusal(Account from, RemoteFunctionCall<?> call) {
    return refusal(from, Predeployed.PROOF_OF_LEARNING, call);
  }

  static BigInteger n(long number) {
    return BigInteger.valueOf(number);
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] hash(String text) {
    return Hash.sha3(utf8(text));
  }

  private static byte[] leaf(int index, byte[] checkpoint, long loss) {
    return Hash.sha3(
        ByteBuffer.allocate(45).put((byte) 0).putInt(index).put(checkpoint).putLong(loss).array());
  }

  private static byte[] node(byte[] left, byte[] right) {
    return Hash.sha3(ByteBuffer.allocate(65).put((byte) 1).put(left).put(right).array());
  }
}
