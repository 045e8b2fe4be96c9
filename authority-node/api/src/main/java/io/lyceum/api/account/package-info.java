/** Accounts for which the node itself signs, because its operator unlocked them. */
package io.lyceum.api.account;
