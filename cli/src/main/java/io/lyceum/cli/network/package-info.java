/** New networks: their first job, their ports and the command that writes them. */
package io.lyceum.cli.network;
