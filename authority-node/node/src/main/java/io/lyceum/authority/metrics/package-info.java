/**
 * What a node tells Prometheus about itself. Names begin with {@code lyceum}; labels have few
 * values, which no peer or client can invent.
 */
package io.lyceum.authority.metrics;
