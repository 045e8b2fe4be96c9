/** Metrics for Prometheus, and whether the node lives and is ready: for machines that watch it. */
package io.lyceum.api.metrics;
