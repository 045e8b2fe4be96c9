import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.web3j.codegen.SolidityFunctionWrapper;
import org.web3j.protocol.core.methods.response.AbiDefinition;

/**
 * Writes a web3j wrapper for each contract artifact. The build runs it as a single source file:
 * {@code java GenerateWrappers.java ARTIFACTS TARGET PACKAGE}.
 */
public final class GenerateWrappers {

  private static final int ADDRESS_BITS = 160;

  private GenerateWrappers() {}

  public static void main(String[] arguments) throws IOException, ClassNotFoundException {
    Path artifacts = Path.of(arguments[0]);
    Path target = Path.of(arguments[1]);
    String packageName = arguments[2];
    List<Path> files;
    try (Stream<Path> listing = Files.list(artifacts)) {
      files = listing.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
    Path scratch = Files.createTempDirectory("wrappers");
    ObjectMapper json = new ObjectMapper();
    SolidityFunctionWrapper generator = new SolidityFunctionWrapper(true, ADDRESS_BITS);
    for (Path file : files) {
      JsonNode artifact = json.readTree(file.toFile());
      String name = artifact.get("contractName").asText();
      AbiDefinition[] abi = json.treeToValue(artifact.get("abi"), AbiDefinition[].class);
      String bytecode = artifact.get("bytecode").asText().substring("0x".length());
      generator.generateJavaFiles(
          name, bytecode, List.of(abi), target.toString(), packageName, Map.of());
      silence(target.resolve(packageName.replace('.', '/')).resolve(name + ".java"));
    }
  }

  /** Generated code is not held to the lints of ours. */
  private static void silence(Path wrapper) throws IOException {
    String source = Files.readString(wrapper);
    String silenced =
        source.replace(
            "@SuppressWarnings(\"rawtypes\")", "@SuppressWarnings({\"rawtypes\", \"unchecked\"})");
    if (silenced.equals(source)) {
      throw new IOException("The generator no longer writes the annotation expected in " + wrapper);
    }
    Files.writeString(wrapper, silenced);
  }
}
