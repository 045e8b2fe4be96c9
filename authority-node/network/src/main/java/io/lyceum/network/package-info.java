/**
 * The network of authorities: consensus messages, transactions and blocks over gRPC with mutual
 * TLS. Everything is carried as encoded bytes; what they mean is for the handlers to judge, who say
 * what is passed on: it then comes to every node that is connected with the first, be it by way of
 * others.
 */
package io.lyceum.network;
