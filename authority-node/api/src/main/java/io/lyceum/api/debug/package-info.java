/** The namespace {@code debug}: traces in geth's and Besu's formats, and encodings as stored. */
package io.lyceum.api.debug;
