package io.lyceum.api.web3j;

import org.apache.tuweni.bytes.Bytes;

/**
 * A small contract, assembled by hand. Called with a word, it stores it in slot 0, emits an event
 * with the topics 0x42 and the caller and the word as data, and returns it. Called without data, it
 * reverts with {@code Error("no")}.
 */
final class Recorder {

  /** The first topic of its events. */
  static final String TOPIC = "0x" + "0".repeat(62) + "42";

  private static final String RUNTIME =
      "3615601e57" // if there is no data, jump to the revert
          + "600035600055" // slot 0 := word
          + "600035600052" // memory 0 := word
          + "33604260206000a2" // LOG2 of memory 0 to 32, topics 0x42 and CALLER
          + "60206000f3" // return memory 0 to 32
          + "5b6308c379a060e01b600052" // the selector of Error(string)
          + "6020600452" // the offset of the string
          + "6002602452" // its length
          + "616e6f60f01b604452" // its bytes
          + "60646000fd";

  /** Copies the runtime code, which stands 11 bytes from the start, and returns it. */
  static final Bytes INIT_CODE =
      Bytes.fromHexString("60%02x80600b6000396000f3".formatted(RUNTIME.length() / 2) + RUNTIME);

  private Recorder() {}
}
