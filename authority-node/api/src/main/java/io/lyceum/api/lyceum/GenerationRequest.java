package io.lyceum.api.lyceum;

/**
 * A text to go on with.
 *
 * @param prompt the text
 * @param maxTokens the most tokens to add
 * @param temperature 0 for the likeliest token at every step, more for more variety
 * @param seed of the choice among tokens
 */
public record GenerationRequest(String prompt, int maxTokens, double temperature, long seed) {}
