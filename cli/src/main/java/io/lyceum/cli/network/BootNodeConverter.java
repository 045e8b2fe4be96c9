package io.lyceum.cli.network;

import io.lyceum.genesis.config.PeerEntry;
import io.lyceum.ledger.types.Address;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a boot node, {@code ADDRESS@HOST:PORT}. */
final class BootNodeConverter implements ITypeConverter<PeerEntry> {

  private static final Pattern FORM =
      Pattern.compile("(0x[0-9a-fA-F]{40})@([0-9A-Za-z._:-]{1,253}):([0-9]{1,5})");
  private static final int HIGHEST_PORT = 65_535;

  @Override
  public PeerEntry convert(String text) {
    Matcher matcher = FORM.matcher(text);
    if (matcher.matches()) {
      int port = Integer.parseInt(matcher.group(3));
      if (port >= 1 && port <= HIGHEST_PORT) {
        return new PeerEntry(Address.fromHex(matcher.group(1)), matcher.group(2), port);
      }
    }
    throw new TypeConversionException(
        "a boot node is ADDRESS@HOST:PORT with the address of its key, not " + text);
  }
}
