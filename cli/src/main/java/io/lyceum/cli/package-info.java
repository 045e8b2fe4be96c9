/** The lyceum command. */
package io.lyceum.cli;
