package io.lyceum.consensus.signing;

import io.lyceum.consensus.message.MessageCode;
import io.lyceum.consensus.message.PreparedCertificate;
import io.lyceum.consensus.message.RoundChange;
import io.lyceum.consensus.message.RoundIdentifier;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes32;

/**
 * What a validator must remember to never contradict itself: the latest round in which it signed,
 * what it signed there, and for the height of that round its last round change and the certificate
 * of what it is prepared for. Earlier rounds need no memory, since nothing is signed in them again.
 *
 * @param round the latest round in which anything was signed
 * @param signed what was signed there: by kind, the signing hash of the payload
 * @param roundChange the last round change of this height, as it was sent
 * @param prepared what this validator is prepared for at this height
 */
public record SigningRecord(
    RoundIdentifier round,
    SortedMap<MessageCode, Bytes32> signed,
    Optional<RoundChange> roundChange,
    Optional<PreparedCertificate> prepared) {

  /** Nothing was ever signed. */
  public static final SigningRecord EMPTY =
      new SigningRecord(
          new RoundIdentifier(0, 0),
          Collections.emptySortedMap(),
          Optional.empty(),
          Optional.empty());

  /** Keeps an unmodifiable copy. */
  public SigningRecord {
    signed = Collections.unmodifiableSortedMap(new TreeMap<>(signed));
  }

  /** Whether a payload of a kind may be signed in a round: nothing else was, there or later. */
  public boolean allows(MessageCode code, RoundIdentifier at, Bytes32 hash) {
    int order = at.compareTo(round);
    return order > 0 || order == 0 && signed.getOrDefault(code, hash).equals(hash);
  }

  /**
   * The record after a payload was signed.
   *
   * @throws IllegalStateException if {@link #allows} is false
   */
  public SigningRecord with(MessageCode code, RoundIdentifier at, Bytes32 hash) {
    if (!allows(code, at, hash)) {
      throw new IllegalStateException("Another " + code + " was signed in or after " + at);
    }
    SortedMap<MessageCode, Bytes32> hashes =
        new TreeMap<>(at.equals(round) ? signed : Map.<MessageCode, Bytes32>of());
    hashes.put(code, hash);
    boolean sameHeight = at.height() == round.height();
    return new SigningRecord(
        at,
        hashes,
        sameHeight ? roundChange : Optional.empty(),
        sameHeight ? prepared : Optional.empty());
  }

  /** The record with the last round change. */
  public SigningRecord withRoundChange(RoundChange message) {
    return new SigningRecord(round, signed, Optional.of(message), prepared);
  }

  /** The record with what this validator is prepared for. */
  public SigningRecord withPrepared(PreparedCertificate certificate) {
    return new SigningRecord(round, signed, roundChange, Optional.of(certificate));
  }
}
