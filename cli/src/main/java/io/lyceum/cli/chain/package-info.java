/** The commands that carry a chain out of a node's directory and into one. */
package io.lyceum.cli.chain;
