/**
 * The chain as learners and verifiers use it: JSON-RPC through web3j, signed transactions whose
 * receipts are checked, and the contracts' errors in words.
 */
package io.lyceum.learner.chain;
