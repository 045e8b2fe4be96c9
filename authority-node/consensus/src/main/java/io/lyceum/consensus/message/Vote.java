package io.lyceum.consensus.message;

/** A message by which a validator counts for the proposal of a round. */
public sealed interface Vote extends QbftMessage permits Prepare, Commit {}
