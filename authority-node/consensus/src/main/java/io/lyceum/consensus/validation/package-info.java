/** The rules by which a received proposal or round change is believed. */
package io.lyceum.consensus.validation;
