package io.lyceum.consensus.simulation.byzantine;

import io.lyceum.consensus.Forge;
import io.lyceum.consensus.chain.BlockRounds;
import io.lyceum.consensus.message.PreparePayload;
import io.lyceum.consensus.message.PreparedCertificate;
import io.lyceum.consensus.message.QbftMessage;
import io.lyceum.consensus.message.RoundChange;
import io.lyceum.consensus.message.RoundIdentifier;
import io.lyceum.consensus.message.SignedPayload;
import io.lyceum.ledger.block.Block;
import io.lyceum.ledger.block.BlockBody;
import io.lyceum.ledger.crypto.KeyPair;
import io.lyceum.ledger.types.Address;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;

/**
 * Claims to be prepared for what it is not, with prepares that prove nothing, or tampers with a
 * genuine certificate, or conceals the one it has.
 */
final class CertificateForger implements Misbehaviour {

  private Optional<PreparedCertificate> genuine = Optional.empty();

  @Override
  public void observe(QbftMessage message, Traitor self) {
    if (message instanceof RoundChange roundChange && roundChange.certificate().isPresent()) {
      genuine = roundChange.certificate();
    }
  }

  @Override
  public List<QbftMessage> instead(QbftMessage own, Address to, Traitor self) {
    return own instanceof RoundChange roundChange
        ? List.of(forge(roundChange.round(), self))
        : List.of(own);
  }

  @Override
  public void act(Traitor self) {
    RoundIdentifier round = self.round();
    if (round.round() > 0) {
      self.send(forge(round, self), self.someone());
    }
  }

  private RoundChange forge(RoundIdentifier round, Traitor self) {
    int before = round.round() - 1;
    Block mine = self.block(before);
    int needed = self.validators().quorum();
    SignedPayload<PreparePayload> own = self.forge().prepare(mine).signed();
    return switch (self.random().nextInt(6)) {
      case 0 -> self.forge().roundChange(round);
      case 1 ->
          self.forge()
              .roundChange(round, new PreparedCertificate(mine, Collections.nCopies(needed, own)));
      case 2 ->
          self.forge().roundChange(round, new PreparedCertificate(mine, strangers(mine, needed)));
      case 3 -> self.forge().roundChange(round, new PreparedCertificate(mine, List.of(own)));
      case 4 -> tampered(round, self, Tampering.BODY);
      default -> tampered(round, self, Tampering.SEALS);
    };
  }

  private enum Tampering {
    BODY,
    SEALS
  }

  private RoundChange tampered(RoundIdentifier round, Traitor self, Tampering how) {
    if (genuine.isEmpty() || genuine.get().block().number() != round.height()) {
      return self.forge().roundChange(round);
    }
    PreparedCertificate certificate = genuine.get();
    Block block = certificate.block();
    Block exchanged =
        switch (how) {
          case BODY -> new Block(block.header(), otherBody(block, self));
          case SEALS ->
              BlockRounds.sealed(
                  block, List.of(self.forge().key().sign(BlockRounds.digest(block))));
        };
    return self.forge()
        .roundChange(
            round,
            Optional.of(certificate.claim()),
            Optional.of(exchanged),
            certificate.prepares());
  }

  private static BlockBody otherBody(Block block, Traitor self) {
    boolean empty = block.body().transactions().isEmpty();
    return self.ledger().build(self.head().header(), self.forge().author(), 0, 0, empty).body();
  }

  private static List<SignedPayload<PreparePayload>> strangers(Block block, int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> KeyPair.of(Bytes32.leftPad(Bytes.ofUnsignedInt(i))))
        .map(key -> new Forge(key).prepare(block).signed())
        .toList();
  }
}
