package io.lyceum.ledger.evm.precompile;

import io.lyceum.ledger.types.Address;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.tuweni.bytes.Bytes;

/** The precompiled contracts of a fork by their number, which is their address. Immutable. */
public final class Precompiles {

  private final SortedMap<Integer, Precompile> byNumber;

  private Precompiles(SortedMap<Integer, Precompile> byNumber) {
    this.byNumber = byNumber;
  }

  /** Those of Istanbul and Berlin, which London has too. */
  public static Precompiles istanbul() {
    return new Precompiles(new TreeMap<>())
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
    return new Precompiles(extended);
  }

  /** The contract at an address, if there is one. */
  public Optional<Precompile> at(Address address) {
    return Optional.ofNullable(byNumber.get(number(address)));
  }

  /** Whether there is one at the address. */
  public boolean contains(Address address) {
    return byNumber.containsKey(number(address));
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
