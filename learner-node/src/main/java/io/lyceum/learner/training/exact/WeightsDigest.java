package io.lyceum.learner.training.exact;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/** What two machines compare after a training: SHA-256 of weights as little-endian fp32. */
public final class WeightsDigest {

  private static final int BUFFER = 1 << 16;

  private WeightsDigest() {}

  /** The digest of tensors in their order. */
  public static byte[] of(List<float[]> tensors) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      ByteBuffer bytes = ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
      for (float[] tensor : tensors) {
        for (float value : tensor) {
          if (!bytes.hasRemaining()) {
            digest.update(bytes.flip());
            bytes.clear();
          }
          bytes.putFloat(value);
        }
      }
      digest.update(bytes.flip());
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
