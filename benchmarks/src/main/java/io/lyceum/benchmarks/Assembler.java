package io.lyceum.benchmarks;

import io.lyceum.ledger.evm.Instruction;
import io.lyceum.ledger.evm.InstructionSet;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;

/**
 * Assembles EVM code. A source is a sequence of words: the names of a fork's instructions; behind a
 * {@code PUSHn} a number, or {@code @label}; and {@code label:}, which stands for a JUMPDEST. A
 * semicolon begins a comment.
 */
final class Assembler {

  private static final String PUSH = "PUSH";
  private static final String LABEL_END = ":";
  private static final char REFERENCE = '@';

  private final Map<String, Integer> opcodes = new HashMap<>();

  /** For the instructions of a fork. */
  Assembler(InstructionSet instructions) {
    for (int opcode = 0; opcode < 256; opcode++) {
      Instruction instruction = instructions.get(opcode);
      if (instruction != null) {
        opcodes.put(instruction.name(), opcode);
      }
    }
  }

  /**
   * Assembles a source.
   *
   * @throws IllegalArgumentException naming the first word that makes no sense
   */
  Bytes assemble(String source) {
    List<String> words =
        source
            .lines()
            .map(line -> line.replaceFirst(";.*", ""))
            .flatMap(line -> Stream.of(line.strip().split("\\s+")))
            .filter(word -> !word.isEmpty())
            .toList();
    Map<String, Integer> labels = new LinkedHashMap<>();
    emit(words, labels, true);
    return emit(words, labels, false);
  }

  /** Finds the labels' positions in a first pass, and puts them in their places in a second. */
  private Bytes emit(List<String> words, Map<String, Integer> labels, boolean finding) {
    ByteArrayOutputStream code = new ByteArrayOutputStream();
    int immediate = 0;
    for (String word : words) {
      if (immediate > 0) {
        code.writeBytes(finding ? new byte[immediate] : operand(word, labels, immediate));
        immediate = 0;
      } else if (word.endsWith(LABEL_END)) {
        labels.put(word.substring(0, word.length() - 1), code.size());
        code.write(opcode("JUMPDEST"));
      } else {
        code.write(opcode(word));
        immediate = word.startsWith(PUSH) ? Integer.parseInt(word.substring(PUSH.length())) : 0;
      }
    }
    return Bytes.wrap(code.toByteArray());
  }

  private int opcode(String name) {
    Integer opcode = opcodes.get(name);
    if (opcode == null) {
      throw new IllegalArgumentException("There is no instruction " + name);
    }
    return opcode;
  }

  private static byte[] operand(String word, Map<String, Integer> labels, int size) {
    Bytes32 padded = Bytes32.leftPad(number(word, labels));
    Bytes operand = padded.slice(Bytes32.SIZE - size);
    if (operand.numberOfLeadingZeroBytes() + Bytes32.SIZE - size
        != padded.numberOfLeadingZeroBytes()) {
      throw new IllegalArgumentException(word + " needs more bytes than " + size);
    }
    return operand.toArrayUnsafe();
  }

  private static Bytes number(String word, Map<String, Integer> labels) {
    if (word.charAt(0) == REFERENCE) {
      Integer position = labels.get(word.substring(1));
      if (position == null) {
        throw new IllegalArgumentException("There is no label " + word);
      }
      return Bytes.minimalBytes(position);
    }
    try {
      BigInteger number =
          word.startsWith("0x") ? new BigInteger(word.substring(2), 16) : new BigInteger(word);
      return Bytes.wrap(number.toByteArray()).trimLeadingZeros();
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(word + " is neither a number nor a label", e);
    }
  }
}
