/** Who belongs to the network: what the chain says, and what the configuration adds. */
package io.lyceum.authority.membership;
