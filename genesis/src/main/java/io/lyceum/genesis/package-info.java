/** The definition of a network: genesis, keys, certificates, node configurations. */
package io.lyceum.genesis;
