package io.lyceum.api.schema;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lyceum.ledger.types.Address;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.bytes.Bytes32;
import org.apache.tuweni.units.bigints.UInt256;

/** Reads the forms of results off the records that are written as results. */
public final class ResultSchemas {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private ResultSchemas() {}

  /**
   * The form of a record: one member for each component, under the record's name without {@code
   * Result}. A component that is an {@link Optional} may be null, or absent where it is left out
   * when empty.
   */
  public static Schema of(Class<? extends Record> type) {
    Schema.ObjectBuilder object = Schema.object();
    for (RecordComponent component : type.getRecordComponents()) {
      JsonInclude inclusion = component.getAccessor().getAnnotation(JsonInclude.class);
      if (inclusion != null && inclusion.value() == JsonInclude.Include.NON_EMPTY) {
        object.optional(component.getName(), form(content(component.getGenericType())));
      } else {
        object.required(component.getName(), form(component.getGenericType()));
      }
    }
    return object.build().named(type.getSimpleName().replaceFirst("Result$", ""));
  }

  private static Type content(Type type) {
    return type instanceof ParameterizedType optional && optional.getRawType() == Optional.class
        ? optional.getActualTypeArguments()[0]
        : type;
  }

  private static Schema form(Type type) {
    if (type instanceof Class<?> plain) {
      return form(plain);
    }
    if (!(type instanceof ParameterizedType generic)) {
      return Schema.ANY;
    }
    Class<?> container = (Class<?>) generic.getRawType();
    Schema content =
        form(generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1]);
    if (container == Optional.class) {
      return content.orNull();
    }
    if (Collection.class.isAssignableFrom(container)) {
      return Schema.arrayOf(content);
    }
    return Map.class.isAssignableFrom(container) ? Schema.mapOf(content) : Schema.ANY;
  }

  private static Schema form(Class<?> type) {
    if (type == Address.class) {
      return EthereumSchemas.ADDRESS;
    }
    if (type == UInt256.class || type == long.class || type == Long.class) {
      return EthereumSchemas.QUANTITY;
    }
    if (type == int.class || type == Integer.class) {
      return EthereumSchemas.QUANTITY;
    }
    if (type == Bytes32.class) {
      return EthereumSchemas.HASH;
    }
    if (Bytes.class.isAssignableFrom(type)) {
      return EthereumSchemas.DATA;
    }
    if (type == boolean.class || type == Boolean.class) {
      return Schema.BOOLEAN;
    }
    if (type == double.class || type == Double.class) {
      return Schema.NUMBER;
    }
    if (type == String.class) {
      return Schema.STRING;
    }
    if (type.isEnum()) {
      return Schema.oneOf(
          Arrays.stream(type.getEnumConstants())
              .map(constant -> MAPPER.convertValue(constant, String.class))
              .toList());
    }
    return type.isRecord() ? of(type.asSubclass(Record.class)) : Schema.ANY;
  }
}
