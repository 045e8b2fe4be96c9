package io.lyceum.cli.demo;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lyceum.cli.client.Pol;
import io.lyceum.contracts.ProofStatus;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What the demonstration has shown.
 *
 * @param blocks of the chain
 * @param minSeals the fewest seals on any block
 * @param submitted proofs
 * @param accepted proofs
 * @param rejected proofs
 * @param lossBefore held-out loss of the initial version, nats per token
 * @param lossAfter held-out loss of the last version, nats per token
 * @param training CPU time
 * @param verification CPU time
 * @param learners how they stand
 * @param prompt what the model was asked
 * @param answer what it said
 */
record DemoReport(
    long blocks,
    int minSeals,
    int submitted,
    int accepted,
    int rejected,
    double lossBefore,
    double lossAfter,
    Duration training,
    Duration verification,
    List<Standing> learners,
    String prompt,
    String answer) {

  /** Keeps an unmodifiable copy. */
  DemoReport {
    learners = List.copyOf(learners);
  }

  /** What the job's record and the rest of what was learned make together. */
  static DemoReport of(
      JobRecord job,
      Duration training,
      Duration verification,
      List<Standing> learners,
      String prompt,
      String answer) {
    return new DemoReport(
        job.blocks(),
        job.minSeals(),
        job.proofs().size(),
        job.count(ProofStatus.ACCEPTED),
        job.count(ProofStatus.REJECTED),
        job.lossBefore(),
        job.lossAfter(),
        training,
        verification,
        learners,
        prompt,
        answer);
  }

  /** Prints it for people. */
  void print(PrintWriter out, Nicknames names) {
    out.println();
    out.printf("  validation loss     %.3f before, %.3f after%n", lossBefore, lossAfter);
    out.printf(
        "  proofs              %d submitted, %d accepted, %d rejected%n",
        submitted, accepted, rejected);
    for (Standing learner : learners) {
      out.printf(
          "  %-19s balance %s, reputation %d (%s)%n",
          names.of(learner.address()),
          Pol.format(learner.balance()),
          learner.reputation(),
          learner.address());
    }
    out.printf("  blocks              %d, the fewest seals on any: %d%n", blocks, minSeals);
    out.printf(
        "  CPU seconds         %.1f in training, %.1f in verification%n",
        seconds(training), seconds(verification));
    out.printf("  prompt              %s%n", prompt);
    out.printf("  answer              %s%n", answer);
    out.flush();
  }

  /** Writes it for programs. */
  void write(Path file) throws IOException {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("blocks", blocks);
    node.put("minSeals", minSeals);
    node.put("proofsSubmitted", submitted);
    node.put("proofsAccepted", accepted);
    node.put("proofsRejected", rejected);
    node.put("lossBefore", lossBefore);
    node.put("lossAfter", lossAfter);
    node.put("trainCpuSeconds", seconds(training));
    node.put("verifyCpuSeconds", seconds(verification));
    ArrayNode standings = node.putArray("learners");
    for (Standing learner : learners) {
      standings
          .addObject()
          .put("address", learner.address().toString())
          .put("balance", learner.balance())
          .put("reputation", learner.reputation());
    }
    node.put("answer", answer);
    Files.writeString(
        file, new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(node) + "\n");
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}
