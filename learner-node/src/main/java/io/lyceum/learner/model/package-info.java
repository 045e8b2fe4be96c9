/**
 * What a model is: its specification, its tensors in their committed order, its first weights, and
 * how a job trains it. Nothing here computes.
 */
package io.lyceum.learner.model;
