/** Clients of every kind against a network that the launcher started, as a user would. */
package io.lyceum.clients;
