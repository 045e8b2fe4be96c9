/** How much a peer may make this node do. */
package io.lyceum.authority.limit;
