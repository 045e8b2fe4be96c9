/** The forms of parameters and results, as JSON Schemas. */
package io.lyceum.api.schema;
