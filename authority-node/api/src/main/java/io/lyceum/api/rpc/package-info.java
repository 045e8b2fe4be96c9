/**
 * JSON-RPC 2.0 without a transport: requests in, answers out, by the methods that are registered.
 */
package io.lyceum.api.rpc;
