/** Transactions on their way between the pools of this node and of others. */
package io.lyceum.authority.gossip;
