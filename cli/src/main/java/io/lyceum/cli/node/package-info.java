/** Commands that run one node, and those that help to configure it. */
package io.lyceum.cli.node;
