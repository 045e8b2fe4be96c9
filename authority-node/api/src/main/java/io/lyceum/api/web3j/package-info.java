/** The API for code in the same process. */
package io.lyceum.api.web3j;
