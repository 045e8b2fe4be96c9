package io.lyceum.ledger.storage;

import io.lyceum.ledger.block.TransactionReceipt;
import io.lyceum.ledger.rlp.Rlp;
import io.lyceum.ledger.rlp.StrictRlpReader;
import java.util.ArrayList;
import java.util.List;
import org.apache.tuweni.bytes.Bytes;

/** The stored form of a block's receipts: a list of their encodings as byte strings. */
final class ReceiptsCodec {

  private ReceiptsCodec() {}

  static Bytes encode(List<TransactionReceipt> receipts) {
    return Rlp.encodeList(receipts, (writer, receipt) -> writer.writeValue(receipt.encoded()));
  }

  static List<TransactionReceipt> decode(Bytes encoded) {
    return StrictRlpReader.readOne(
        encoded,
        list -> {
          List<TransactionReceipt> receipts = new ArrayList<>();
          while (list.hasNext()) {
            receipts.add(TransactionReceipt.decode(list.bytes()));
          }
          return List.copyOf(receipts);
        });
  }
}
