/** The JSON forms of the parameters that Ethereum's methods take, read strictly. */
package io.lyceum.api.parameter;
