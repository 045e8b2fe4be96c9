package io.lyceum.learner.chain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lyceum.contracts.Predeployed;
import io.lyceum.ledger.crypto.Keccak;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.tuweni.bytes.Bytes;
import org.web3j.abi.FunctionReturnDecoder;
import org.web3j.abi.TypeReference;
import org.web3j.abi.datatypes.Type;

/** Puts the data of a reverted call into words, by the ABI of the predeployed contracts. */
public final class ContractErrors {

  private static final int SELECTOR_SIZE = 4;
  private static final List<String> CONTRACTS =
      List.of(
          "AuthorityRegistry",
          "LearnerRegistry",
          "ModelRegistry",
          "TrainingJobs",
          "ProofOfLearning",
          "RewardVault");

  private record Parameter(String name, String type) {}

  private record ErrorAbi(String name, List<Parameter> parameters) {}

  private final Map<Bytes, ErrorAbi> bySelector;

  private ContractErrors(Map<Bytes, ErrorAbi> bySelector) {
    this.bySelector = bySelector;
  }

  /** Reads the errors from the committed artifacts. */
  public static ContractErrors load() {
    Map<Bytes, ErrorAbi> errors = new HashMap<>();
    ObjectMapper json = new ObjectMapper();
    for (String contract : CONTRACTS) {
      try (InputStream artifact = Predeployed.class.getResourceAsStream(contract + ".json")) {
        for (JsonNode entry : json.readTree(artifact).get("abi")) {
          if (entry.get("type").asText().equals("error")) {
            ErrorAbi error = parse(entry);
            errors.put(selector(error), error);
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return new ContractErrors(Map.copyOf(errors));
  }

  /** Name of the custom error in revert data; empty if there is none that is known. */
  public String name(Bytes revertData) {
    ErrorAbi error = find(revertData);
    return error == null ? "" : error.name();
  }

  /** The error with its arguments, such as {@code TooEarly (blockNumber 10)}. */
  public String describe(Bytes revertData) {
    ErrorAbi error = find(revertData);
    if (error == null) {
      return revertData.isEmpty() ? "no reason given" : "unknown error " + revertData;
    }
    List<Type<?>> values = decode(error, revertData.slice(SELECTOR_SIZE));
    List<String> words = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      words.add(error.parameters().get(i).name() + " " + text(values.get(i)));
    }
    return words.isEmpty() ? error.name() : error.name() + " (" + String.join(", ", words) + ")";
  }

  private ErrorAbi find(Bytes revertData) {
    return revertData.size() < SELECTOR_SIZE
        ? null
        : bySelector.get(revertData.slice(0, SELECTOR_SIZE));
  }

  private static ErrorAbi parse(JsonNode entry) {
    List<Parameter> parameters = new ArrayList<>();
    entry
        .get("inputs")
        .forEach(
            input ->
                parameters.add(
                    new Parameter(input.get("name").asText(), input.get("type").asText())));
    return new ErrorAbi(entry.get("name").asText(), List.copyOf(parameters));
  }

  private static Bytes selector(ErrorAbi error) {
    String signature =
        error.name()
            + "("
            + String.join(",", error.parameters().stream().map(Parameter::type).toList())
            + ")";
    return Keccak.hash(Bytes.wrap(signature.getBytes(StandardCharsets.US_ASCII)))
        .slice(0, SELECTOR_SIZE);
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static List<Type<?>> decode(ErrorAbi error, Bytes arguments) {
    List<TypeReference<Type>> types = new ArrayList<>();
    try {
      for (Parameter parameter : error.parameters()) {
        types.add((TypeReference<Type>) TypeReference.makeTypeReference(parameter.type()));
      }
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("The ABI of " + error.name() + " has an unknown type", e);
    }
    return (List) FunctionReturnDecoder.decode(arguments.toHexString(), types);
  }

  private static String text(Type<?> value) {
    return value.getValue() instanceof byte[] bytes
        ? Bytes.wrap(bytes).toHexString()
        : value.getValue().toString();
  }
}
