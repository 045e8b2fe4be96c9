/** {@code eth_simulateV1}: blocks of calls that are only tried, one after another. */
package io.lyceum.api.simulation;
