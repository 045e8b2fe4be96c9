package io.lyceum.genesis.config;

/**
 * How a learner cheats, to show that it is caught. An honest learner's configuration names none.
 */
public enum Cheat {
  /** Leaves out the training of half of its segments and makes their checkpoints up. */
  SKIP,
  /** Alters one weight of one checkpoint in each proof by one unit in the last place. */
  TAMPER
}
