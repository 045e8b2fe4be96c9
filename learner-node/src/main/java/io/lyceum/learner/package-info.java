/** A learner: model, data, training, proofs and the running agent. */
package io.lyceum.learner;
