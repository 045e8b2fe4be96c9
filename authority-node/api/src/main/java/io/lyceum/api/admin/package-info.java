/** The methods by which an operator looks at a node. */
package io.lyceum.api.admin;
