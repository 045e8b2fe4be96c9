/** What the API says of itself: an OpenRPC document of all methods. */
package io.lyceum.api.openrpc;
