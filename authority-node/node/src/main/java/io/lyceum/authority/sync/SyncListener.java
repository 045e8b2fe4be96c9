package io.lyceum.authority.sync;

/** Hears how this node's chain stands beside those of its peers. Called by one thread at a time. */
public interface SyncListener {

  /** More blocks are missing than the newest, which is on its way. */
  void lacksBlocks();

  /** No peer that is worth asking is ahead any more. */
  void isLevel();
}
