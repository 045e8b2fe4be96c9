/**
 * The engine classes that this software knows, the engines that a machine can run, and their
 * qualification for jobs.
 */
package io.lyceum.learner.engine;
