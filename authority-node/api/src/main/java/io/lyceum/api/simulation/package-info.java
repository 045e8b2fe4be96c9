/** Calls that are only tried and traced: the access lists that they need, and blocks of them. */
package io.lyceum.api.simulation;
