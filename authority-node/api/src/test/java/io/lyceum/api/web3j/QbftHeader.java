package io.lyceum.api.web3j;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.security.SignatureException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.web3j.crypto.Hash;
import org.web3j.crypto.Keys;
import org.web3j.crypto.Sign;
import org.web3j.rlp.RlpDecoder;
import org.web3j.rlp.RlpEncoder;
import org.web3j.rlp.RlpList;
import org.web3j.rlp.RlpString;
import org.web3j.rlp.RlpType;
import org.web3j.utils.Numeric;

/**
 * A QBFT header as a stranger reads it: from the JSON of eth_getBlockByNumber, with web3j's RLP,
 * Keccak and curve. It shares no code with the ledger, so that both cannot be wrong in one way.
 */
public final class QbftHeader {

  private static final List<String> DATA_FIELDS =
      List.of(
          "parentHash",
          "sha3Uncles",
          "miner",
          "stateRoot",
          "transactionsRoot",
          "receiptsRoot",
          "logsBloom");
  private static final List<String> NUMBER_FIELDS =
      List.of("difficulty", "number", "gasLimit", "gasUsed", "timestamp");
  private static final List<String> QUANTITIES_OF_FORKS =
      List.of("baseFeePerGas", "blobGasUsed", "excessBlobGas");
  private static final List<String> FIELDS_OF_FORKS =
      List.of(
          "baseFeePerGas",
          "withdrawalsRoot",
          "blobGasUsed",
          "excessBlobGas",
          "parentBeaconBlockRoot",
          "requestsHash");

  private static final int VALIDATORS = 1;
  private static final int ROUND = 3;
  private static final int SEALS = 4;
  private static final RlpType NO_SEALS = new RlpList();
  private static final RlpType ROUND_ZERO = RlpString.create(new byte[0]);

  private final JsonNode block;
  private final List<RlpType> extraData;

  /** Reads the JSON of a block. */
  public QbftHeader(JsonNode block) {
    this.block = block;
    byte[] encoded = Numeric.hexStringToByteArray(text("extraData"));
    this.extraData = list(RlpDecoder.decode(encoded).getValues().getFirst());
  }

  /** The hash on the chain: without seals, and with round 0; block 0 is hashed as it is. */
  public String hash() {
    boolean genesis = Numeric.decodeQuantity(text("number")).signum() == 0;
    return Numeric.toHexString(
        hashWith(
            genesis
                ? extraData
                : replaced(replaced(extraData, SEALS, NO_SEALS), ROUND, ROUND_ZERO)));
  }

  /** The validators that the header lists; none where a contract names them. */
  public List<String> listedValidators() {
    return list(extraData.get(VALIDATORS)).stream()
        .map(validator -> ((RlpString) validator).asString())
        .toList();
  }

  /** Who sealed: the signers of the hash without seals, but with the round. */
  public List<String> sealers() throws SignatureException {
    byte[] digest = hashWith(replaced(extraData, SEALS, NO_SEALS));
    List<String> sealers = new ArrayList<>();
    for (RlpType seal : list(extraData.get(SEALS))) {
      byte[] bytes = ((RlpString) seal).getBytes();
      var signature =
          new Sign.SignatureData(
              (byte) (bytes[64] + 27),
              Arrays.copyOfRange(bytes, 0, 32),
              Arrays.copyOfRange(bytes, 32, 64));
      BigInteger key = Sign.signedMessageHashToKey(digest, signature);
      sealers.add("0x" + Keys.getAddress(key));
    }
    return sealers;
  }

  private byte[] hashWith(List<RlpType> otherExtraData) {
    List<RlpType> fields = new ArrayList<>();
    DATA_FIELDS.forEach(name -> fields.add(data(name)));
    NUMBER_FIELDS.forEach(name -> fields.add(quantity(name)));
    fields.add(RlpString.create(RlpEncoder.encode(new RlpList(otherExtraData))));
    fields.add(data("mixHash"));
    fields.add(data("nonce"));
    FIELDS_OF_FORKS.stream()
        .filter(block::has)
        .forEach(
            name -> fields.add(QUANTITIES_OF_FORKS.contains(name) ? quantity(name) : data(name)));
    return Hash.sha3(RlpEncoder.encode(new RlpList(fields)));
  }

  private RlpType data(String name) {
    return RlpString.create(Numeric.hexStringToByteArray(text(name)));
  }

  private RlpType quantity(String name) {
    return RlpString.create(Numeric.decodeQuantity(text(name)));
  }

  private String text(String name) {
    return block.get(name).asText();
  }

  private static List<RlpType> replaced(List<RlpType> list, int index, RlpType item) {
    List<RlpType> copy = new ArrayList<>(list);
    copy.set(index, item);
    return copy;
  }

  private static List<RlpType> list(RlpType item) {
    return ((RlpList) item).getValues();
  }
}
