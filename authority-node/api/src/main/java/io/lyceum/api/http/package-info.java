/** JSON-RPC over HTTP. */
package io.lyceum.api.http;
