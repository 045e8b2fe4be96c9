/** Training jobs as the chain states them, read into the types of training. */
package io.lyceum.learner.job;
