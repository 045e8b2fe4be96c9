/** What a node demands of a message before it passes it on, whether it is a validator or not. */
package io.lyceum.consensus.relay;
