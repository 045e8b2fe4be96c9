package io.lyceum.learner.inference;

import io.lyceum.learner.data.ByteTokenizer;
import io.lyceum.learner.inference.Generation.End;
import io.lyceum.learner.model.Philox;
import io.lyceum.learner.model.Tensors;
import io.lyceum.learner.training.TrainingEngine;
import java.util.Arrays;
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
    byte[] tokens = Arrays.copyOf(prompt, prompt.length + request.maxTokens());
    TextAssembler assembler = new TextAssembler(request.stops(), onText);
    Philox random = new Philox(request.sampling().seed());
    int length = prompt.length;
    boolean open = true;
    while (open && length < tokens.length && !Thread.currentThread().isInterrupted()) {
      float[] scores = engine.nextTokenScores(parameters, Arrays.copyOfRange(tokens, 0, length));
      tokens[length] = (byte) request.sampling().choose(scores, random);
      open = assembler.add(tokens[length]);
      length++;
    }
    return new Generation(
        assembler.finish(), prompt.length, length - prompt.length, open ? End.LENGTH : End.STOP);
  }
}
