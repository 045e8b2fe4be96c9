package io.lyceum.consensus.message;

import io.lyceum.ledger.types.Address;
import org.apache.tuweni.bytes.Bytes;

/** A message as it goes over the wire: a signed payload, and for two kinds its justification. */
public sealed interface QbftMessage permits Proposal, Vote, RoundChange {

  /** The signed part. */
  SignedPayload<? extends Payload> signed();

  /** The message's RLP, without its code. */
  Bytes encoded();

  /** The kind. */
  default MessageCode code() {
    return signed().payload().code();
  }

  /** The round that it speaks of. */
  default RoundIdentifier round() {
    return signed().payload().round();
  }

  /** Who signed it. */
  default Address author() {
    return signed().author();
  }
}
