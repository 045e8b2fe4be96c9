/** The load that a network is measured with: signing, submission, following, and the report. */
package io.lyceum.cli.load;
