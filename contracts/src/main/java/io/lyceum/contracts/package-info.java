/** The predeployed contracts: addresses, artifacts and web3j wrappers. */
package io.lyceum.contracts;
