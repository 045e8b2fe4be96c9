package io.lyceum.ledger.evm;

/**
 * An entry of a fork's instruction set.
 *
 * @param name as in the yellow paper
 * @param gas the fixed part of the cost
 * @param operands words that must be on the stack
 * @param results words that are there instead afterwards
 * @param operation the rest of it
 */
public record Instruction(String name, int gas, int operands, int results, Operation operation) {}
