package io.lyceum.learner.agent;

import io.lyceum.learner.proof.Checkpoint;
import io.lyceum.learner.proof.Loss;
import io.lyceum.learner.proof.ProofTree;

/**
 * A proof whose artifacts are in the store.
 *
 * @param tree its leaves
 * @param last the checkpoint that the training led to
 * @param loss held-out loss of its parameters
 */
record PreparedProof(ProofTree tree, Checkpoint last, Loss loss) {}
