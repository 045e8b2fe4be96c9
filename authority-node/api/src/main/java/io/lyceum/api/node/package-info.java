/** The methods about a node and its place in the network. */
package io.lyceum.api.node;
