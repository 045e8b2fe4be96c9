package io.lyceum.genesis.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes the few forms of TOML that our files use, with comments. */
final class TomlWriter {

  private final StringBuilder out = new StringBuilder();
  private final Path directory;
  private final Path near;

  /** A writer of the text of a file that will stand at a path. */
  TomlWriter(Path file) {
    directory = file.toAbsolutePath().normalize().getParent();
    near = directory.getParent() == null ? directory : directory.getParent();
  }

  TomlWriter comment(String text) {
    out.append("# ").append(text).append('\n');
    return this;
  }

  /** A comment with an empty line before it. */
  TomlWriter section(String text) {
    out.append('\n');
    return comment(text);
  }

  TomlWriter table(String name) {
    out.append('[').append(name).append("]\n");
    return this;
  }

  TomlWriter arrayTable(String name) {
    out.append("[[").append(name).append("]]\n");
    return this;
  }

  TomlWriter value(String key, String text) {
    return line(key, quoted(text));
  }

  TomlWriter value(String key, int number) {
    return line(key, Integer.toString(number));
  }

  TomlWriter value(String key, boolean flag) {
    return line(key, Boolean.toString(flag));
  }

  TomlWriter value(String key, List<String> texts) {
    return line(
        key, texts.stream().map(TomlWriter::quoted).collect(Collectors.joining(", ", "[", "]")));
  }

  TomlWriter value(String key, Path path) {
    return value(key, relative(path));
  }

  TomlWriter paths(String key, List<Path> paths) {
    return value(key, paths.stream().map(this::relative).toList());
  }

  /** The value, or a line that is commented out with an example. */
  TomlWriter optional(String key, Optional<Path> path, String example) {
    return path.isPresent() ? value(key, path.get()) : comment(key + " = " + quoted(example));
  }

  private TomlWriter line(String key, String value) {
    out.append(key).append(" = ").append(value).append('\n');
    return this;
  }

  // What lies beside the node's directory moves with it; anything else is named in full.
  private String relative(Path path) {
    Path full = path.toAbsolutePath().normalize();
    String text = (full.startsWith(near) ? directory.relativize(full) : full).toString();
    return text.isEmpty() ? "." : text.replace('\\', '/');
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                quoted.append('\\').appendCodePoint(c);
              } else if (c < 0x20 || c == 0x7f) {
                quoted.append("\\u%04x".formatted(c));
              } else {
                quoted.appendCodePoint(c);
              }
            });
    return quoted.append('"').toString();
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
