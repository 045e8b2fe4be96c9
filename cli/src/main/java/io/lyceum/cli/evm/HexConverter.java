package io.lyceum.cli.evm;

import org.apache.tuweni.bytes.Bytes;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads bytes from the command line. */
final class HexConverter implements ITypeConverter<Bytes> {

  @Override
  public Bytes convert(String text) {
    try {
      return Bytes.fromHexString(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException("bytes are an even number of hexadecimal digits");
    }
  }
}
