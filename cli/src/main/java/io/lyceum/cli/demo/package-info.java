/** The demonstration: a whole network in one process, watched from outside by JSON-RPC. */
package io.lyceum.cli.demo;
