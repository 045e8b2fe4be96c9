package io.lyceum.network.artifact;

import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;

/** Where a server reads the Merkle nodes that peers ask for. Called by many threads. */
@FunctionalInterface
public interface ArtifactSource {

  /** The bytes whose Keccak-256 this is, if they are held. */
  Optional<Bytes> preimage(Bytes32 hash);
}
