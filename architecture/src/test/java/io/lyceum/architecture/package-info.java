/** What holds for the whole source tree: the direction of dependencies and the format. */
package io.lyceum.architecture;
