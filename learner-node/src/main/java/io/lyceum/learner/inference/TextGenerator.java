package io.lyceum.learner.inference;

import io.lyceum.learner.data.ByteTokenizer;
import io.lyceum.learner.inference.Generation.End;
import io.lyceum.learner.model.Philox;
import io.lyceum.learner.model.Tensors;
import io.lyceum.learner.training.TextScorer;
import io.lyceum.learner.training.TrainingEngine;
import java.util.function.Consumer;

/**
 * Continues texts with a version of a model, one token after the other. The same request gives the
 * same text on every machine of the engine's class. Heavy: run it under a compute permit.
 */
public final class TextGenerator {

  private final TrainingEngine engine;

  /** On an engine, which the caller closes. */
  public TextGenerator(TrainingEngine engine) {
    this.engine = engine;
  }

  /** Continues a text; ends early if the thread is interrupted. */
  public Generation generate(Tensors parameters, GenerationRequest request) {
    return generate(parameters, request, text -> {});
  }

  /**
   * Continues a text and hands on its parts, whole characters, as they come; ends early if the
   * thread is interrupted.
   */
  public Generation generate(
      Tensors parameters, GenerationRequest request, Consumer<String> onText) {
    byte[] prompt = ByteTokenizer.encode(request.prompt());
    TextAssembler assembler = new TextAssembler(request.stops(), onText);
    Philox random = new Philox(request.sampling().seed());
    int generated = 0;
    boolean open = true;
    try (TextScorer scorer = engine.scorer(parameters)) {
      byte[] next = prompt;
      while (open && generated < request.maxTokens() && !Thread.currentThread().isInterrupted()) {
        byte token = (byte) request.sampling().choose(scorer.append(next), random);
        open = assembler.add(token);
        next = new byte[] {token};
        generated++;
      }
    }
    return new Generation(
        assembler.finish(), prompt.length, generated, open ? End.LENGTH : End.STOP);
  }
}
