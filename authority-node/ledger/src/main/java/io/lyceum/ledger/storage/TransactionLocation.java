package io.lyceum.ledger.storage;

import io.lyceum.ledger.rlp.Rlp;
import io.lyceum.ledger.rlp.StrictRlpReader;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;

/**
 * Where a transaction stands in the chain.
 *
 * @param blockHash its block
 * @param blockNumber the block's number
 * @param index its position in the block, from 0
 */
public record TransactionLocation(Bytes32 blockHash, long blockNumber, int index) {

  static TransactionLocation decode(Bytes encoded) {
    return StrictRlpReader.readOne(
        encoded,
        list -> {
          Bytes32 blockHash = list.bytes32();
          long blockNumber = list.positiveLong();
          return new TransactionLocation(blockHash, blockNumber, list.positiveInt());
        });
  }

  Bytes encoded() {
    return Rlp.encodeList(
        writer -> {
          writer.writeValue(blockHash);
          writer.writeLong(blockNumber);
          writer.writeInt(index);
        });
  }
}
