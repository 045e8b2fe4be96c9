/** Wiring and lifecycle of one authority. */
package io.lyceum.authority;
