/** Commands that try the arithmetic of training on this machine. */
package io.lyceum.cli.engine;
