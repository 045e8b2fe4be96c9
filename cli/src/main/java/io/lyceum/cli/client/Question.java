package io.lyceum.cli.client;

/** The form in which the primer puts questions, so that a model of it answers them. */
public final class Question {

  private Question() {}

  /** The prompt that leads to an answer of a message. */
  public static String prompt(String message) {
    String question = Character.toLowerCase(message.charAt(0)) + message.substring(1);
    return "Question: %s%s Answer:".formatted(question, question.endsWith("?") ? "" : "?");
  }
}
