package io.lyceum.ledger.storage;

import java.nio.file.Path;

/** A program that appends blocks until it is killed. */
final class EndlessAppender {

  private EndlessAppender() {}

  public static void main(String[] arguments) {
    RocksDbStore store = RocksDbStore.open(Path.of(arguments[0]));
    Blockchain chain = Blockchain.open(store, FabricatedChain.genesis(1));
    while (true) {
      chain.append(FabricatedChain.next(chain));
      System.out.println(chain.head().number());
    }
  }
}
