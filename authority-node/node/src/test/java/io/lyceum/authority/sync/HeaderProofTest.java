package io.lyceum.authority.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.lyceum.ledger.block.BlockHashing;
import io.lyceum.ledger.block.BlockHeader;
import io.lyceum.ledger.block.CommittedSeals;
import io.lyceum.ledger.crypto.KeyPair;
import io.lyceum.ledger.crypto.Signature;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeaderProofTest {

  private static final KeyPair STRANGER = KeyPair.of(Bytes32.leftPad(Bytes.of(77)));

  @TempDir private Path directory;
  private SealedChain own;
  private SealedChain theirs;

  @BeforeEach
  void open() {
    own = new SealedChain(directory.resolve("own"), SealedChain.STEADY);
    theirs = new SealedChain(directory.resolve("theirs"), SealedChain.STEADY);
    theirs.growTo(3);
  }

  @AfterEach
  void close() {
    own.close();
    theirs.close();
  }

  /** Judges the three headers, the one at a height altered. */
  private HeaderProof.Judgement judge(long altered, Function<BlockHeader, BlockHeader> how) {
    List<Bytes> headers =
        LongStream.rangeClosed(1, 3)
            .mapToObj(number -> theirs.chain().block(number).orElseThrow().header())
            .map(header -> header.number() == altered ? how.apply(header) : header)
            .map(BlockHeader::encoded)
            .toList();
    return new HeaderProof(own.chain(), own.importer().validators()).judge(headers, 1);
  }

  private static BlockHeader withSeal(BlockHeader header, Signature seal) {
    List<Signature> seals = header.qbft().seals();
    return CommittedSeals.attach(header, Stream.concat(seals.stream(), Stream.of(seal)).toList());
  }

  private static BlockHeader withStranger(BlockHeader header) {
    return withSeal(header, STRANGER.sign(BlockHashing.forCommittedSeals(header)));
  }

  private static BlockHeader withRepeatedSeal(BlockHeader header) {
    return withSeal(header, header.qbft().seals().getFirst());
  }

  private static BlockHeader withFiveSeals(BlockHeader header) {
    return withRepeatedSeal(withRepeatedSeal(header));
  }

  @Test
  void sealsOfAQuorumProve() {
    assertThat(judge(0, header -> header).proved()).hasSize(3);
  }

  @Test
  void genuineHeadersWithSealsThatTheImporterRefusesAreAFault() {
    Stream.<Function<BlockHeader, BlockHeader>>of(
            HeaderProofTest::withStranger,
            HeaderProofTest::withRepeatedSeal,
            HeaderProofTest::withFiveSeals)
        .forEach(
            how -> {
              HeaderProof.Judgement judgement = judge(1, how);
              assertThat(judgement.proved()).isEmpty();
              assertThat(judgement.fault()).hasValue("served header 1 with wrong seals");
            });
  }

  @Test
  void furtherOnTheyAreInDoubtSinceTheValidatorsMayHaveChanged() {
    HeaderProof.Judgement judgement = judge(2, HeaderProofTest::withStranger);
    assertThat(judgement.proved()).extracting(BlockHeader::number).containsExactly(1L);
    assertThat(judgement.doubtful()).map(BlockHeader::number).hasValue(2L);
    assertThat(judgement.fault()).isEmpty();
  }
}
