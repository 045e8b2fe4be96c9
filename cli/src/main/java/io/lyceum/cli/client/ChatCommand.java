package io.lyceum.cli.client;

import io.lyceum.cli.InputException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.List;
import java.util.concurrent.Callable;
import org.web3j.protocol.Web3jService;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks the model that a node serves. */
@Command(
    name = "chat",
    description = {
      "Ask the trained model that a node serves.",
      "Without a MESSAGE, lines are read from the input until it ends."
    },
    mixinStandardHelpOptions = true)
public final class ChatCommand implements Callable<Integer> {

  @Spec private CommandLine.Model.CommandSpec spec;

  @Mixin private RpcOption rpc;

  @Parameters(paramLabel = "MESSAGE", arity = "0..*", description = "The question.")
  private List<String> words = List.of();

  @Option(
      names = "--complete",
      description =
          "Let the model go on with the text as it is, instead of putting it as a question.")
  private boolean complete;

  @Option(
      names = "--max-tokens",
      paramLabel = "N",
      defaultValue = "80",
      description = "The most tokens (bytes) of the answer (default: ${DEFAULT-VALUE}).")
  private int maxTokens;

  @Option(
      names = "--temperature",
      paramLabel = "T",
      defaultValue = "0",
      description =
          "0 for the likeliest token at every step, up to 2 for more variety (default:"
              + " ${DEFAULT-VALUE}).")
  private double temperature;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      description = "Fixes the choice among tokens (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Override
  public Integer call() throws IOException {
    Web3jService node = rpc.service();
    if (!words.isEmpty()) {
      String message = String.join(" ", words);
      if (message.isBlank()) {
        throw new InputException("The question is empty");
      }
      answer(node, message);
      return CommandLine.ExitCode.OK;
    }
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (!line.isBlank()) {
        answer(node, line.strip());
      }
    }
    return CommandLine.ExitCode.OK;
  }

  private void answer(Web3jService node, String message) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    String prompt = complete ? message : Question.prompt(message);
    Completion completion = Completion.of(node, prompt, maxTokens, temperature, seed);
    out.println(complete ? completion.text() : completion.firstLine());
    out.printf("  (version %s, block %d)%n", completion.version(), completion.block());
  }
}
