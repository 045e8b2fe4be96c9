package io.lyceum.api.txpool;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.api.parameter.Hexadecimal;
import io.lyceum.api.result.TransactionResult;
import io.lyceum.ledger.types.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * The filter of {@code txpool_besuPendingTransactions}: for each field an object with one operator.
 * {@code from} and {@code to} know {@code eq}, {@code to} also {@code action} with {@code
 * contract_creation}; {@code gas}, {@code gasPrice}, {@code value} and {@code nonce} know {@code
 * eq}, {@code lt} and {@code gt}.
 *
 * @param conditions all of which must hold
 */
record PendingFilter(List<Predicate<TransactionResult>> conditions) {

  /** Lets everything pass. */
  static final PendingFilter ALL = new PendingFilter(List.of());

  private static final Map<String, Function<TransactionResult, UInt256>> NUMBERS =
      Map.of(
          "gas",
          transaction -> UInt256.valueOf(transaction.gas()),
          "gasPrice",
          TransactionResult::gasPrice,
          "value",
          TransactionResult::value,
          "nonce",
          transaction -> UInt256.fromHexString(Long.toHexString(transaction.nonce())));

  /**
   * @throws IllegalArgumentException with a message for the client if it is malformed
   */
  static PendingFilter parse(JsonNode json) {
    if (!json.isObject()) {
      throw new IllegalArgumentException("an object is expected");
    }
    List<Predicate<TransactionResult>> conditions = new ArrayList<>();
    json.fieldNames().forEachRemaining(field -> conditions.add(condition(field, json.get(field))));
    return new PendingFilter(conditions);
  }

  boolean matches(TransactionResult transaction) {
    return conditions.stream().allMatch(condition -> condition.test(transaction));
  }

  private static Predicate<TransactionResult> condition(String field, JsonNode json) {
    if (!json.isObject() || json.size() != 1) {
      throw new IllegalArgumentException(field + " needs an object with one operator");
    }
    String operator = json.fieldNames().next();
    JsonNode operand = json.get(operator);
    if (field.equals("to") && operator.equals("action")) {
      if (!"contract_creation".equals(operand.textValue())) {
        throw new IllegalArgumentException("the only action is contract_creation");
      }
      return transaction -> transaction.to().isEmpty();
    }
    if ((field.equals("from") || field.equals("to")) && operator.equals("eq")) {
      Address address = Hexadecimal.address(operand);
      return field.equals("from")
          ? transaction -> transaction.from().equals(address)
          : transaction -> transaction.to().equals(Optional.of(address));
    }
    Function<TransactionResult, UInt256> number = NUMBERS.get(field);
    if (number == null) {
      throw new IllegalArgumentException("unknown field or operator: " + field + " " + operator);
    }
    UInt256 bound = Hexadecimal.uint256(operand);
    return switch (operator) {
      case "eq" -> transaction -> number.apply(transaction).equals(bound);
      case "lt" -> transaction -> number.apply(transaction).compareTo(bound) < 0;
      case "gt" -> transaction -> number.apply(transaction).compareTo(bound) > 0;
      default -> throw new IllegalArgumentException("operators are eq, lt and gt");
    };
  }
}
