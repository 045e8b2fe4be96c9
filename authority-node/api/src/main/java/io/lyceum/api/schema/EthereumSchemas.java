package io.lyceum.api.schema;

import static io.lyceum.api.schema.Schema.anyOf;
import static io.lyceum.api.schema.Schema.arrayOf;

import java.util.List;

/** The forms that Ethereum's methods have in common. */
public final class EthereumSchemas {

  /** An integer in hexadecimal, without leading zeros. */
  public static final Schema QUANTITY =
      Schema.matching("^0x(0|[1-9a-fA-F][0-9a-fA-F]*)$").named("Quantity");

  /** Bytes, two hexadecimal digits each. */
  public static final Schema DATA = Schema.matching("^0x([0-9a-fA-F]{2})*$").named("Data");

  /** 20 bytes. */
  public static final Schema ADDRESS = Schema.matching("^0x[0-9a-fA-F]{40}$").named("Address");

  /** 32 bytes. */
  public static final Schema HASH = Schema.matching("^0x[0-9a-fA-F]{64}$").named("Hash");

  /** A block by number or by tag. */
  public static final Schema BLOCK_NUMBER =
      anyOf(
              QUANTITY,
              Schema.oneOf(List.of("earliest", "latest", "safe", "finalized", "pending"))
                  .named("BlockTag"))
          .named("BlockNumber");

  /** A block by number, by tag, or as EIP-1898 has it. */
  public static final Schema BLOCK =
      anyOf(
              BLOCK_NUMBER,
              Schema.object()
                  .required("blockHash", HASH)
                  .optional("requireCanonical", Schema.BOOLEAN)
                  .build(),
              Schema.object().required("blockNumber", QUANTITY).build())
          .named("Block");

  /** Addresses and slots that a transaction announces (EIP-2930). */
  public static final Schema ACCESS_LIST =
      arrayOf(
              Schema.object()
                  .required("address", ADDRESS)
                  .required("storageKeys", arrayOf(HASH))
                  .build())
          .named("AccessList");

  /** Wishes of accounts to run the code of others (EIP-7702). */
  public static final Schema AUTHORIZATION_LIST =
      arrayOf(
              Schema.object()
                  .required("chainId", QUANTITY)
                  .required("address", ADDRESS)
                  .required("nonce", QUANTITY)
                  .required("yParity", QUANTITY)
                  .required("r", QUANTITY)
                  .required("s", QUANTITY)
                  .build())
          .named("AuthorizationList");

  /** A transaction that is not signed yet. */
  public static final Schema CALL =
      Schema.object()
          .optional("from", ADDRESS)
          .optional("to", ADDRESS)
          .optional("gas", QUANTITY)
          .optional("gasPrice", QUANTITY)
          .optional("maxFeePerGas", QUANTITY)
          .optional("maxPriorityFeePerGas", QUANTITY)
          .optional("value", QUANTITY)
          .optional("input", DATA)
          .optional("data", DATA)
          .optional("nonce", QUANTITY)
          .optional("accessList", ACCESS_LIST)
          .optional("authorizationList", AUTHORIZATION_LIST)
          .optional("chainId", QUANTITY)
          .build()
          .named("Call");

  /** What a call shall find other in accounts than it is. */
  public static final Schema STATE_OVERRIDES =
      Schema.mapOf(
              Schema.object()
                  .optional("nonce", QUANTITY)
                  .optional("balance", QUANTITY)
                  .optional("code", DATA)
                  .optional("state", Schema.mapOf(HASH))
                  .optional("stateDiff", Schema.mapOf(HASH))
                  .optional("movePrecompileToAddress", ADDRESS)
                  .build())
          .named("StateOverrides");

  /** What a call shall find other in its block than it is. */
  public static final Schema BLOCK_OVERRIDES =
      Schema.object()
          .optional("number", QUANTITY)
          .optional("time", QUANTITY)
          .optional("gasLimit", QUANTITY)
          .optional("feeRecipient", ADDRESS)
          .optional("prevRandao", HASH)
          .optional("difficulty", QUANTITY)
          .optional("baseFeePerGas", QUANTITY)
          .build()
          .named("BlockOverrides");

  /** Which logs are meant, wherever they are. */
  public static final Schema LOG_CRITERIA = logCriteria().build().named("LogCriteria");

  /** Which logs of which blocks are meant. */
  public static final Schema LOG_FILTER =
      logCriteria()
          .optional("fromBlock", BLOCK_NUMBER)
          .optional("toBlock", BLOCK_NUMBER)
          .optional("blockHash", HASH)
          .build()
          .named("LogFilter");

  private EthereumSchemas() {}

  private static Schema.ObjectBuilder logCriteria() {
    return Schema.object()
        .optional("address", anyOf(ADDRESS, arrayOf(ADDRESS)))
        .optional("topics", arrayOf(anyOf(HASH, arrayOf(HASH.orNull()), Schema.NULL)));
  }
}
