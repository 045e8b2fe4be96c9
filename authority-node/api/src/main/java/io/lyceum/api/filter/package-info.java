/** Filters: what a client polls for what is new. */
package io.lyceum.api.filter;
