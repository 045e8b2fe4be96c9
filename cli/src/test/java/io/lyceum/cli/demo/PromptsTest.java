package io.lyceum.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PromptsTest {

  @Test
  void thePromptIsTheBeginOfASentenceAndEndsWithAWord() {
    byte[] text =
        "rest of one. Call me Ishmael, whom nobody has called anything else for years."
            .getBytes(StandardCharsets.UTF_8);
    assertThat(Prompts.of(text)).isEqualTo("Call me Ishmael, whom nobody has called");
  }

  @Test
  void aTextWithoutSentencesGivesAPromptToo() {
    byte[] text = "漢".repeat(500).getBytes(StandardCharsets.UTF_8);
    assertThat(Prompts.of(text)).isNotEmpty().hasSizeLessThanOrEqualTo(40);
  }

  @Test
  void aTextOfOneLineGivesAPromptToo() {
    byte[] text = ("漢".repeat(500) + "\n").getBytes(StandardCharsets.UTF_8);
    assertThat(Prompts.of(text)).isNotEmpty().hasSizeLessThanOrEqualTo(40);
  }
}
