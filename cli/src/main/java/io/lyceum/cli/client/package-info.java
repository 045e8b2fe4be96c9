/** Commands that talk to a running node by JSON-RPC. */
package io.lyceum.cli.client;
