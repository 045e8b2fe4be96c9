/** Keeps a node's chain level with its peers': announced blocks, and ranges of missing ones. */
package io.lyceum.authority.sync;
