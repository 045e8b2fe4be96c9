package io.lyceum.cli.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** The most memory that this process has held. */
final class PeakMemory {

  /** Where Linux tells it, in KiB, as {@code VmHWM}. */
  private static final Path STATUS = Path.of("/proc/self/status");

  private static final double KIBI = 1 << 10;
  private static final double MEBI = 1 << 20;

  private PeakMemory() {}

  /** For people: of the whole process where the system tells it, else of the heap. */
  static String description() {
    OptionalLong resident = resident();
    return resident.isPresent()
        ? "%,.0f MiB of memory at most".formatted(resident.getAsLong() / KIBI)
        : "%,.0f MiB of heap at most".formatted(heap() / MEBI);
  }

  private static OptionalLong resident() {
    if (!Files.isReadable(STATUS)) {
      return OptionalLong.empty();
    }
    try (var lines = Files.lines(STATUS)) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst();
    } catch (IOException | UncheckedIOException e) {
      return OptionalLong.empty();
    }
  }

  private static long heap() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .mapToLong(pool -> pool.getPeakUsage().getUsed())
        .sum();
  }
}
