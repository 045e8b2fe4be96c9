package io.lyceum.api.result;

import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigInteger;

/**
 * A number that is written as one, as error codes are, and not as a quantity.
 *
 * @param value it
 */
public record JsonNumber(@JsonValue BigInteger value) {

  /** Of an int. */
  public static JsonNumber of(int value) {
    return new JsonNumber(BigInteger.valueOf(value));
  }
}
