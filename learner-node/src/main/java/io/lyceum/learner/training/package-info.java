/**
 * Training that anybody can repeat: engines, optimizer, schedule, segments and their replay, and
 * the permits under which a process computes.
 */
package io.lyceum.learner.training;
