/** How nodes learn where others are reached: signed address records that are passed on. */
package io.lyceum.network.discovery;
