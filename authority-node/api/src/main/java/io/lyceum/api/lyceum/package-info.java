/** The methods of Lyceum itself: the state of a node, and text from the model that it serves. */
package io.lyceum.api.lyceum;
