package io.lyceum.cli.network;

import io.lyceum.genesis.config.PeerEntry;
import io.lyceum.network.transport.PeerEndpoint;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a boot node, {@code ADDRESS@HOST:PORT}. */
final class BootNodeConverter implements ITypeConverter<PeerEntry> {

  @Override
  public PeerEntry convert(String text) {
    try {
      PeerEndpoint place = PeerEndpoint.parse(text);
      return new PeerEntry(place.address(), place.host(), place.port());
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
