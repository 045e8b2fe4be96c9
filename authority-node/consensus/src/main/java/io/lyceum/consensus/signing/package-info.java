/** What this validator signed, written ahead of the send, and what others signed twice. */
package io.lyceum.consensus.signing;
