/**
 * The network of authorities: consensus messages, transactions and blocks over gRPC with mutual
 * TLS. Everything is carried as encoded bytes; what they mean is for the handlers to judge.
 */
package io.lyceum.network;
