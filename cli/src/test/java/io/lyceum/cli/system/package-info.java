/** The command as a user runs it: by its launcher, in processes of its own. */
package io.lyceum.cli.system;
