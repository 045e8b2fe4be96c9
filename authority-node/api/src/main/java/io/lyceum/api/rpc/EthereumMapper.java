package io.lyceum.api.rpc;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.lyceum.ledger.types.Address;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.units.bigints.UInt256;

/**
 * The JSON of Ethereum's API. In a result, bytes are written as {@code data}: two hexadecimal
 * digits a byte after {@code 0x}. Integers are written as a {@code quantity}: hexadecimal without
 * leading zeros, a long as unsigned. An empty {@link Optional} is written as null, or left out
 * where a component asks for {@code NON_EMPTY}.
 */
final class EthereumMapper {

  private static final int LONGEST_NUMBER = 100;

  private EthereumMapper() {}

  static ObjectMapper create(RpcLimits limits) {
    JsonFactory factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(limits.maxNesting())
                    .maxNumberLength(LONGEST_NUMBER)
                    .maxStringLength(limits.maxBodyBytes())
                    .build())
            .build();
    SimpleModule module = new SimpleModule("ethereum");
    module.addSerializer(Bytes.class, new Hexadecimal<>(Bytes.class, Bytes::toHexString));
    module.addSerializer(Address.class, new Hexadecimal<>(Address.class, Address::toString));
    module.addSerializer(
        UInt256.class, new Hexadecimal<>(UInt256.class, UInt256::toQuantityHexString));
    Hexadecimal<Long> longs = new Hexadecimal<>(Long.class, v -> "0x" + Long.toHexString(v));
    module.addSerializer(Long.class, longs).addSerializer(long.class, longs);
    Hexadecimal<Integer> ints =
        new Hexadecimal<>(Integer.class, v -> "0x" + Integer.toHexString(v));
    module.addSerializer(Integer.class, ints).addSerializer(int.class, ints);
    module.addSerializer(new OptionalSerializer());
    return new ObjectMapper(factory).registerModule(module);
  }

  private static final class Hexadecimal<T> extends StdSerializer<T> {

    private final transient Function<T, String> text;

    Hexadecimal(Class<T> type, Function<T, String> text) {
      super(type);
      this.text = text;
    }

    @Override
    public void serialize(T value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeString(text.apply(value));
    }
  }

  private static final class OptionalSerializer extends StdSerializer<Optional<?>> {

    OptionalSerializer() {
      super(Optional.class, false);
    }

    @Override
    public boolean isEmpty(SerializerProvider provider, Optional<?> value) {
      return value.isEmpty();
    }

    @Override
    public void serialize(Optional<?> value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      provider.defaultSerializeValue(value.orElse(null), json);
    }
  }
}
