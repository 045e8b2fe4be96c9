/** Text and how it becomes batches: corpora, the held-out rule, the tokenizer and batch order. */
package io.lyceum.learner.data;
