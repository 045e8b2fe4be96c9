package io.lyceum.learner.data;

import io.lyceum.learner.model.Philox;
import java.util.List;

/**
 * The built-in corpus: simple English that a small model can learn in minutes. A line is a sentence
 * of a small grammar, a short story, an arithmetic fact, or a question with its answer; which one,
 * and its words, are drawn from a seed.
 */
final class Primer {

  private static final int SIZE = 1_000_000;

  private static final List<String> NUMBERS =
      List.of(
          "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
          "eleven", "twelve");
  private static final int LARGEST_TERM = 6;

  private static final List<String> NAMES =
      List.of("Anna", "Ben", "Clara", "David", "Emma", "Leo", "Mia", "Tom");
  private static final List<String> ANIMALS =
      List.of("cat", "dog", "bird", "horse", "cow", "fox", "mouse", "fish");
  private static final List<String> ADJECTIVES =
      List.of("small", "big", "old", "young", "happy", "quiet", "quick", "kind");
  private static final List<String> VERBS =
      List.of("sleeps", "sits", "waits", "runs", "plays", "sings", "rests", "stands");
  private static final List<String> PLACES =
      List.of(
          "under the tree",
          "in the garden",
          "near the river",
          "by the house",
          "on the hill",
          "behind the school",
          "at the door",
          "in the sun");
  private static final List<String> THINGS =
      List.of("ball", "book", "cup", "hat", "box", "apple", "lamp", "coat");
  private static final List<String> COLOURS =
      List.of("red", "blue", "green", "yellow", "white", "black");
  private static final List<String> TIMES =
      List.of("In the morning", "At noon", "In the evening", "At night", "Every day");
  private static final List<String> DAYS =
      List.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday");

  /** A question of knowledge and its answer. */
  private record Fact(String question, String answer) {}

  private static final List<Fact> FACTS =
      List.of(
          new Fact("what colour is the sky", "The sky is blue"),
          new Fact("what colour is the grass", "The grass is green"),
          new Fact("what colour is the snow", "The snow is white"),
          new Fact("what colour is the night", "The night is black"),
          new Fact("what colour is the sun", "The sun is yellow"),
          new Fact("where do fish live", "Fish live in the water"),
          new Fact("where do birds fly", "Birds fly in the sky"),
          new Fact("where does the sun rise", "The sun rises in the east"),
          new Fact("where does the sun set", "The sun sets in the west"),
          new Fact("what does a cow eat", "A cow eats grass"),
          new Fact("what does a cat drink", "A cat drinks milk"),
          new Fact("what does a dog say", "A dog says woof"),
          new Fact("what is the opposite of hot", "The opposite of hot is cold"),
          new Fact("what is the opposite of big", "The opposite of big is small"),
          new Fact("what is the opposite of day", "The opposite of day is night"),
          new Fact("how many days has a week", "A week has seven days"));

  private final Philox random;

  Primer(long seed) {
    this.random = new Philox(seed);
  }

  String text() {
    StringBuilder text = new StringBuilder(SIZE + 200);
    while (text.length() < SIZE) {
      text.append(line()).append('\n');
    }
    return text.toString();
  }

  private String line() {
    return switch (random.below(8)) {
      case 0 -> sentence();
      case 1 -> scene();
      case 2 -> gift();
      case 3 -> capitalised(sum()) + ".";
      case 4, 5 -> sumQuestion();
      case 6 -> fact();
      default -> day();
    };
  }

  private String sentence() {
    return "The %s %s %s %s.".formatted(pick(ADJECTIVES), pick(ANIMALS), pick(VERBS), pick(PLACES));
  }

  private String scene() {
    return "%s %s %s %s.".formatted(pick(TIMES), pick(NAMES), pick(VERBS), pick(PLACES));
  }

  private String gift() {
    String giver = pick(NAMES);
    String taker = pick(NAMES);
    String thing = pick(COLOURS) + " " + pick(THINGS);
    return "%s has a %s. %s gives the %s to %s. Now %s has the %s."
        .formatted(giver, thing, giver, thing, taker, taker, thing);
  }

  private String sum() {
    int first = random.below(LARGEST_TERM + 1);
    int second = random.below(LARGEST_TERM + 1);
    return term(first, second) + " is " + NUMBERS.get(first + second);
  }

  private String sumQuestion() {
    int first = random.below(LARGEST_TERM + 1);
    int second = random.below(LARGEST_TERM + 1);
    String term = term(first, second);
    return "Question: what is %s? Answer: %s is %s."
        .formatted(term, capitalised(term), NUMBERS.get(first + second));
  }

  private String fact() {
    Fact fact = pick(FACTS);
    return "Question: %s? Answer: %s.".formatted(fact.question(), fact.answer());
  }

  private String day() {
    int day = random.below(DAYS.size());
    return "Question: which day comes after %s? Answer: After %s comes %s."
        .formatted(DAYS.get(day), DAYS.get(day), DAYS.get((day + 1) % DAYS.size()));
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.below(choices.size()));
  }

  private static String term(int first, int second) {
    return NUMBERS.get(first) + " plus " + NUMBERS.get(second);
  }

  private static String capitalised(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
