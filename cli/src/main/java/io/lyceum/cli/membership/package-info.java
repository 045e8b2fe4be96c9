/** Commands by which authorities decide who belongs to the network, and members pay their bonds. */
package io.lyceum.cli.membership;
