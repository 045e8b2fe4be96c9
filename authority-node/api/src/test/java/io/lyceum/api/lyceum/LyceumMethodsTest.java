package io.lyceum.api.lyceum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.lyceum.api.rpc.Caller;
import io.lyceum.api.rpc.RpcError;
import io.lyceum.api.rpc.RpcException;
import io.lyceum.api.rpc.RpcMethod;
import io.lyceum.api.rpc.RpcMethods;
import io.lyceum.api.rpc.RpcParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.tuweni.bytes.Bytes32;
import org.junit.jupiter.api.Test;

class LyceumMethodsTest {

  private static final int AT_ONCE = 4;
  private static final RpcParameters PROMPT =
      new RpcParameters(Caller.NODE, List.<JsonNode>of(TextNode.valueOf("Once")));

  private final CountDownLatch begun = new CountDownLatch(AT_ONCE);
  private final CountDownLatch mayEnd = new CountDownLatch(1);
  private final RpcMethod generate =
      RpcMethods.of(
              new LyceumMethods(
                  () -> {
                    throw new IllegalStateException("Nobody asks for the state");
                  },
                  List::of,
                  request -> {
                    begun.countDown();
                    mayEnd.await();
                    return Optional.of(new Generation("upon a time", Bytes32.ZERO, 1));
                  }))
          .find("lyceum_generate")
          .orElseThrow();

  @Test
  void refusesToWriteMoreTextsAtOnceThanItCanUntilOneIsDone() throws Exception {
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Object>> written = new ArrayList<>();
      for (int i = 0; i < AT_ONCE; i++) {
        written.add(clients.submit(() -> generate.call(PROMPT)));
      }
      begun.await();
      assertThatThrownBy(() -> generate.call(PROMPT))
          .isInstanceOfSatisfying(
              RpcException.class,
              refused -> assertThat(refused.error().code()).isEqualTo(RpcError.LIMIT_EXCEEDED));
      mayEnd.countDown();
      for (Future<Object> text : written) {
        assertThat(text.get()).isInstanceOf(Generation.class);
      }
    }
    assertThat(generate.call(PROMPT)).isInstanceOf(Generation.class);
  }

  @Test
  void refusesAnEmptyPromptAsInvalid() {
    RpcParameters empty = new RpcParameters(Caller.NODE, List.<JsonNode>of(TextNode.valueOf("")));
    assertThatThrownBy(() -> generate.call(empty))
        .isInstanceOfSatisfying(
            RpcException.class,
            refused -> assertThat(refused.error().code()).isEqualTo(RpcError.INVALID_PARAMS));
  }
}
