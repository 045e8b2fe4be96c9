package io.lyceum.ledger.evm.precompile;

import io.lyceum.ledger.evm.bls12381.G1;
import io.lyceum.ledger.evm.bls12381.G2;
import io.lyceum.ledger.evm.bls12381.Pairings;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;

/** 0x0b to 0x11: addition, sums of multiples, pairings and maps on BLS12-381 (EIP-2537). */
public final class Bls12381Precompiles {

  private static final int SCALAR_SIZE = 32;
  private static final int G1_ELEMENT_SIZE = 64;
  private static final int G2_ELEMENT_SIZE = 128;
  private static final Bytes32 TRUE = Bytes32.leftPad(Bytes.of(1));

  private Bls12381Precompiles() {}

  /** Adds all seven. */
  public static Precompiles addTo(Precompiles others) {
    return others
        .with(0x0b, ofSize(2 * G1.SIZE, 375, in -> G1.add(head(in, G1.SIZE), in.slice(G1.SIZE))))
        .with(
            0x0c,
            ofItems(G1.SIZE + SCALAR_SIZE, MultiplicationDiscount.G1::gas, G1::multiplyAndAdd))
        .with(0x0d, ofSize(2 * G2.SIZE, 600, in -> G2.add(head(in, G2.SIZE), in.slice(G2.SIZE))))
        .with(
            0x0e,
            ofItems(G2.SIZE + SCALAR_SIZE, MultiplicationDiscount.G2::gas, G2::multiplyAndAdd))
        .with(
            0x0f,
            ofItems(
                Pairings.PAIR_SIZE,
                pairs -> 32_600L * pairs + 37_700,
                in -> Pairings.isProductOne(in).map(one -> one ? TRUE : Bytes32.ZERO)))
        .with(0x10, ofSize(G1_ELEMENT_SIZE, 5500, G1::map))
        .with(0x11, ofSize(G2_ELEMENT_SIZE, 23_800, G2::map));
  }

  private static Bytes head(Bytes input, int size) {
    return input.slice(0, size);
  }

  /** One that takes input of one size only. */
  private static Precompile ofSize(
      int size, long gas, Function<Bytes, Optional<? extends Bytes>> operation) {
    return new Checked(in -> gas, in -> in.size() == size, operation);
  }

  /** One that takes items of a size, at least one, at a price that depends on their number. */
  private static Precompile ofItems(
      int itemSize,
      ToLongFunction<Integer> gas,
      Function<Bytes, Optional<? extends Bytes>> operation) {
    return new Checked(
        in -> gas.applyAsLong(in.size() / itemSize),
        in -> !in.isEmpty() && in.size() % itemSize == 0,
        operation);
  }

  private record Checked(
      ToLongFunction<Bytes> price,
      Function<Bytes, Boolean> accepts,
      Function<Bytes, Optional<? extends Bytes>> operation)
      implements Precompile {

    @Override
    public long gas(Bytes input) {
      return price.applyAsLong(input);
    }

    @Override
    public Optional<Bytes> run(Bytes input) {
      return accepts.apply(input)
          ? operation.apply(input).map(Function.identity())
          : Optional.empty();
    }
  }
}
