package io.lyceum.consensus;

/** Which periods are in force at which height: a network can change them as it goes on. */
@FunctionalInterface
public interface TimingSchedule {

  /** The periods of the block with a number. */
  Timing at(long height);
}
