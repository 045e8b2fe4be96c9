package io.lyceum.cli.engine;

import io.lyceum.learner.engine.EngineClass;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an engine class from the command line. */
final class EngineClassConverter implements ITypeConverter<EngineClass> {

  @Override
  public EngineClass convert(String value) {
    try {
      return EngineClass.of(value);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
