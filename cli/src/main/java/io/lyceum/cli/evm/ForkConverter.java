package io.lyceum.cli.evm;

import io.lyceum.ledger.evm.ForkRules;
import io.lyceum.ledger.evm.fork.Forks;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a fork's name from the command line. */
final class ForkConverter implements ITypeConverter<ForkRules> {

  @Override
  public ForkRules convert(String name) {
    return Forks.named(name)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "a fork is London, Paris (or Merge), Shanghai, Cancun, Prague, Osaka or BPO1"
                        + " to BPO5"));
  }
}
