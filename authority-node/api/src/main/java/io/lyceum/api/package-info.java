/** What an authority offers to clients: JSON-RPC over HTTP, metrics and health. */
package io.lyceum.api;
