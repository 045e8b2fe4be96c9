/** What faulty validators do: one small class for each kind of misbehaviour. */
package io.lyceum.consensus.simulation.byzantine;
