package io.lyceum.cli.client;

import java.math.BigInteger;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an amount of POL from the command line, in wei. */
public final class PolConverter implements ITypeConverter<BigInteger> {

  /** Made by the parser. */
  public PolConverter() {}

  @Override
  public BigInteger convert(String text) {
    try {
      return Pol.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException("an amount is a positive number of POL, not " + text);
    }
  }
}
