package io.lyceum.ledger.evm.precompile;

import io.lyceum.ledger.types.Address;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes;

/**
 * The precompiled contracts of a fork by their number, which is their address unless they were
 * moved. Immutable.
 */
public final class Precompiles {

  private final SortedMap<Integer, Precompile> byNumber;
  private final SortedMap<Address, Precompile> moved;

  private Precompiles(
      SortedMap<Integer, Precompile> byNumber, SortedMap<Address, Precompile> moved) {
    this.byNumber = byNumber;
    this.moved = moved;
  }

  /** Those of Istanbul and Berlin, which London has too. */
  public static Precompiles istanbul() {
    return new Precompiles(new TreeMap<>(), new TreeMap<>())
        .with(1, new EcRecover())
        .with(2, new Sha256Digest())
        .with(3, new Ripemd160())
        .with(4, new Identity())
        .with(5, new ModExp(ModExp.Price.EIP_2565))
        .with(6, new Bn254Add())
        .with(7, new Bn254Multiply())
        .with(8, new Bn254Pairing())
        .with(9, new Blake2F());
  }

  /** These and another one, or another one in a number's place. */
  public Precompiles with(int number, Precompile precompile) {
    SortedMap<Integer, Precompile> extended = new TreeMap<>(byNumber);
    extended.put(number, precompile);
    return new Precompiles(extended, moved);
  }

  /**
   * These at other addresses, or without some, as a call that is only tried may want them.
   *
   * @param moves from where to where; to nowhere, whether one is there or not
   * @throws IllegalArgumentException if nothing is where one shall come from, or two shall go to
   *     the same place
   */
  public Precompiles moved(SortedMap<Address, Optional<Address>> moves) {
    SortedMap<Integer, Precompile> left = new TreeMap<>(byNumber);
    SortedMap<Address, Precompile> arrived = new TreeMap<>(moved);
    moves.forEach(
        (from, to) -> {
          Precompile precompile = left.remove(number(from));
          to.ifPresent(place -> arrive(arrived, from, place, precompile));
        });
    return new Precompiles(left, arrived);
  }

  private static void arrive(
      SortedMap<Address, Precompile> arrived, Address from, Address to, Precompile precompile) {
    if (precompile == null) {
      throw new IllegalArgumentException("There is no precompiled contract at " + from);
    }
    if (arrived.put(to, precompile) != null) {
      throw new IllegalArgumentException("Two precompiled contracts shall be at " + to);
    }
  }

  /** The contract at an address, if there is one. One that was moved there hides another. */
  public Optional<Precompile> at(Address address) {
    Precompile arrived = moved.isEmpty() ? null : moved.get(address);
    return Optional.ofNullable(arrived == null ? byNumber.get(number(address)) : arrived);
  }

  /** Whether there is one at the address. */
  public boolean contains(Address address) {
    return byNumber.containsKey(number(address)) || !moved.isEmpty() && moved.containsKey(address);
  }

  /** The number that the address is, or -1 if it is none below 65536. */
  private static int number(Address address) {
    Bytes bytes = address.bytes();
    for (int i = 0; i < Address.SIZE - 2; i++) {
      if (bytes.get(i) != 0) {
        return -1;
      }
    }
    return (bytes.get(18) & 0xff) << 8 | bytes.get(19) & 0xff;
  }
}
