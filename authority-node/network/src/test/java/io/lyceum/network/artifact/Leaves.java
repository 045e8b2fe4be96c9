package io.lyceum.network.artifact;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.tuweni.bytes.Bytes;

/** Leaf data for trees under test. */
final class Leaves {

  private Leaves() {}

  static List<Bytes> random(long seed, int count, int size) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Bytes> leaves = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] data = new byte[size];
      random.nextBytes(data);
      leaves.add(Bytes.wrap(data));
    }
    return leaves;
  }
}
