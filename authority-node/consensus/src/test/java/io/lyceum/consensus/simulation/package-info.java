/** Networks of real state machines on a virtual clock, with faults that a seed decides. */
package io.lyceum.consensus.simulation;
