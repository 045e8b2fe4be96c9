/** Users and clients of every kind against a network that the launcher started. */
package io.lyceum.clients;
