/**
 * Configuration files of nodes: TOML, read strictly into records, and written with comments. Paths
 * in a file are relative to the file.
 */
package io.lyceum.genesis.config;
