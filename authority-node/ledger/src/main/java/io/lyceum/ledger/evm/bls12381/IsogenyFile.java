package io.lyceum.ledger.evm.bls12381;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads the constants of RFC 9380 that lie beside this class. */
final class IsogenyFile {

  private static final String RESOURCE = "isogenies.txt";

  private final Map<String, List<String>> polynomials = new HashMap<>();

  IsogenyFile() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(IsogenyFile.class.getResourceAsStream(RESOURCE), RESOURCE),
                StandardCharsets.UTF_8))) {
      read(lines.lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read(List<String> lines) {
    List<String> current = new ArrayList<>();
    for (String line : lines) {
      if (line.startsWith("g")) {
        current = new ArrayList<>();
        polynomials.put(line, current);
      } else if (!line.startsWith("#")) {
        current.add(line);
      }
    }
  }

  /** The isogeny to a group, {@code g1} or {@code g2}. */
  <E> Isogeny<E> to(String group, Field<E> field) {
    return new Isogeny<>(
        field,
        polynomial(group + " x numerator", field),
        polynomial(group + " x denominator", field),
        polynomial(group + " y numerator", field),
        polynomial(group + " y denominator", field));
  }

  private <E> List<E> polynomial(String name, Field<E> field) {
    return polynomials.get(name).stream().map(field::parse).toList();
  }
}
