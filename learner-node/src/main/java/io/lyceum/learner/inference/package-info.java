/** Text from a trained version: sampling of tokens and their assembly to characters. */
package io.lyceum.learner.inference;
