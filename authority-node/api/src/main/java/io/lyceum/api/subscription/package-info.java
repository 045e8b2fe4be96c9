/** Subscriptions: what a node tells its clients as it happens. Knows no transport. */
package io.lyceum.api.subscription;
