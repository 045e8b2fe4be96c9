/** What an authority offers to clients: JSON-RPC over HTTP. */
package io.lyceum.api;
