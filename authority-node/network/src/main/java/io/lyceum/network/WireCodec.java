package io.lyceum.network;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.lyceum.network.wire.ConsensusHashes;
import io.lyceum.network.wire.Greeting;
import io.lyceum.network.wire.NewBlock;
import io.lyceum.network.wire.Push;
import io.lyceum.network.wire.Transactions;
import java.util.List;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;

/** Between our types and the messages on the wire. */
final class WireCodec {

  private WireCodec() {}

  static ByteString wire(Bytes bytes) {
    return UnsafeByteOperations.unsafeWrap(bytes.toArrayUnsafe());
  }

  static Bytes bytes(ByteString wire) {
    return Bytes.wrap(wire.toByteArray());
  }

  static Greeting greeting(ChainStatus status) {
    return Greeting.newBuilder()
        .setChainId(wire(status.chainId().toMinimalBytes()))
        .setGenesisHash(wire(status.genesisHash()))
        .setHeadNumber(status.headNumber())
        .setHeadHash(wire(status.headHash()))
        .build();
  }

  /**
   * @throws IllegalArgumentException if a field has not its size
   */
  static ChainStatus status(Greeting greeting) {
    return new ChainStatus(
        UInt256.fromBytes(bytes(greeting.getChainId())),
        Bytes32.wrap(bytes(greeting.getGenesisHash())),
        greeting.getHeadNumber(),
        Bytes32.wrap(bytes(greeting.getHeadHash())));
  }

  static Push consensus(Bytes message) {
    return Push.newBuilder().setConsensus(wire(message)).build();
  }

  static Push consensusOffer(List<Bytes32> hashes) {
    return Push.newBuilder().setConsensusOffer(hashes(hashes)).build();
  }

  static Push consensusRequest(List<Bytes32> hashes) {
    return Push.newBuilder().setConsensusRequest(hashes(hashes)).build();
  }

  private static ConsensusHashes hashes(List<Bytes32> hashes) {
    ConsensusHashes.Builder content = ConsensusHashes.newBuilder();
    hashes.forEach(hash -> content.addHash(wire(hash)));
    return content.build();
  }

  /**
   * @throws IllegalArgumentException if a hash has not its size
   */
  static List<Bytes32> hashes(ConsensusHashes hashes) {
    return hashes.getHashList().stream().map(hash -> Bytes32.wrap(bytes(hash))).toList();
  }

  static Push transactions(List<Bytes> transactions) {
    Transactions.Builder content = Transactions.newBuilder();
    transactions.forEach(transaction -> content.addTransaction(wire(transaction)));
    return Push.newBuilder().setTransactions(content).build();
  }

  static Push block(BlockAnnouncement announcement) {
    NewBlock.Builder content =
        NewBlock.newBuilder().setNumber(announcement.number()).setHash(wire(announcement.hash()));
    announcement.block().ifPresent(block -> content.setBlock(wire(block)));
    return Push.newBuilder().setBlock(content).build();
  }

  /**
   * @throws IllegalArgumentException if a field has not its size
   */
  static BlockAnnouncement announcement(NewBlock block) {
    return new BlockAnnouncement(
        block.getNumber(),
        Bytes32.wrap(bytes(block.getHash())),
        block.hasBlock() ? Optional.of(bytes(block.getBlock())) : Optional.empty());
  }
}
