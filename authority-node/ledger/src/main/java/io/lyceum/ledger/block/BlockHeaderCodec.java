package io.lyceum.ledger.block;

import io.lyceum.ledger.rlp.Rlp;
import io.lyceum.ledger.rlp.StrictRlpReader;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.rlp.RLPWriter;

/** The RLP of a header: fifteen fields, then those of later forks as far as they are present. */
final class BlockHeaderCodec {

  private BlockHeaderCodec() {}

  static Bytes encode(BlockHeader header) {
    return Rlp.encodeList(writer -> write(writer, header, header.extraData()));
  }

  /** The encoding with another extraData, as the block hashes need it. */
  static Bytes encodeWith(BlockHeader header, Bytes extraData) {
    return Rlp.encodeList(writer -> write(writer, header, extraData));
  }

  private static void write(RLPWriter writer, BlockHeader header, Bytes extraData) {
    writer.writeValue(header.parentHash());
    writer.writeValue(header.ommersHash());
    writer.writeValue(header.coinbase().bytes());
    writer.writeValue(header.stateRoot());
    writer.writeValue(header.transactionsRoot());
    writer.writeValue(header.receiptsRoot());
    writer.writeValue(header.logsBloom());
    writer.writeUInt256(header.difficulty());
    writer.writeLong(header.number());
    writer.writeLong(header.gasLimit());
    writer.writeLong(header.gasUsed());
    writer.writeLong(header.timestamp());
    writer.writeValue(extraData);
    writer.writeValue(header.mixHash());
    writer.writeValue(header.nonce());
    header.baseFee().ifPresent(writer::writeUInt256);
    header.withdrawalsRoot().ifPresent(writer::writeValue);
    header.blobGasUsed().ifPresent(writer::writeLong);
    header.excessBlobGas().ifPresent(writer::writeLong);
    header.parentBeaconBlockRoot().ifPresent(writer::writeValue);
    header.requestsHash().ifPresent(writer::writeValue);
  }

  static BlockHeader read(StrictRlpReader list) {
    Bytes32 parentHash = list.bytes32();
    Bytes32 ommersHash = list.bytes32();
    BlockHeaderBuilder builder =
        new BlockHeaderBuilder()
            .parentHash(parentHash)
            .ommersHash(ommersHash)
            .coinbase(list.address())
            .stateRoot(list.bytes32())
            .transactionsRoot(list.bytes32())
            .receiptsRoot(list.bytes32())
            .logsBloom(list.fixed(LogsBloom.SIZE))
            .difficulty(list.uint256())
            .number(list.positiveLong())
            .gasLimit(list.positiveLong())
            .gasUsed(list.positiveLong())
            .timestamp(list.positiveLong())
            .extraData(list.bytesUpTo(BlockHeader.MAX_EXTRA_DATA_SIZE))
            .mixHash(list.bytes32())
            .nonce(list.fixed(BlockHeader.NONCE_SIZE));
    next(list, list::uint256).ifPresent(builder::baseFee);
    next(list, list::bytes32).ifPresent(builder::withdrawalsRoot);
    next(list, list::positiveLong).ifPresent(builder::blobGasUsed);
    next(list, list::positiveLong).ifPresent(builder::excessBlobGas);
    next(list, list::bytes32).ifPresent(builder::parentBeaconBlockRoot);
    next(list, list::bytes32).ifPresent(builder::requestsHash);
    BlockHeader header = builder.build();
    if (header.number() > 0) {
      header.qbft();
    }
    return header;
  }

  private static <T> Optional<T> next(StrictRlpReader list, Supplier<T> read) {
    return list.hasNext() ? Optional.of(read.get()) : Optional.empty();
  }
}
