package io.lyceum.network;

import io.lyceum.ledger.types.Address;
import org.apache.tuweni.bytes.Bytes;

/** Takes consensus messages of authorities, and judges which of them go further. */
@FunctionalInterface
public interface ConsensusHandler {

  /** What becomes of a message. */
  sealed interface Verdict {

    /**
     * It is valid: copies of it are not handed over any more, and peers that are not known to have
     * it get it.
     *
     * @param author who signed it, and therefore has it
     */
    record PassOn(Address author) implements Verdict {}

    /** It goes no further from here; a later copy is handed over again. */
    record Keep() implements Verdict {}

    /**
     * No honest node sends it: the link is closed.
     *
     * @param reason a clause on the peer
     */
    record Refuse(String reason) implements Verdict {}
  }

  /**
   * A message came. Called on one thread at a time for each sender, by several threads for several
   * senders; the next message of this sender waits until it returns, so it hands over and returns.
   *
   * @param from the node whose link it came by, proved by TLS; the message's author may be another
   * @param message opaque bytes of a size within the limits
   */
  Verdict received(Address from, Bytes message);
}
