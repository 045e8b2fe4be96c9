package io.lyceum.cli.client;

import io.lyceum.ledger.types.Address;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an account's address from the command line. */
public final class AddressConverter implements ITypeConverter<Address> {

  /** Made by the parser. */
  public AddressConverter() {}

  @Override
  public Address convert(String text) {
    if (!text.matches("0x[0-9a-fA-F]{40}")) {
      throw new TypeConversionException("an address is 0x and 40 hexadecimal digits");
    }
    return Address.fromHex(text);
  }
}
