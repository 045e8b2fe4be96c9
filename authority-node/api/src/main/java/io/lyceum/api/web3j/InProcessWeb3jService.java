package io.lyceum.api.web3j;

import io.lyceum.api.rpc.Caller;
import io.lyceum.api.rpc.JsonRpcDispatcher;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.web3j.protocol.Service;

/** Lets web3j call a node in its own process, by the same methods as over HTTP. */
public final class InProcessWeb3jService extends Service {

  private final JsonRpcDispatcher dispatcher;

  /** Calls the methods of a dispatcher. */
  public InProcessWeb3jService(JsonRpcDispatcher dispatcher) {
    super(false);
    this.dispatcher = dispatcher;
  }

  @Override
  protected InputStream performIO(String request) {
    byte[] answer =
        dispatcher
            .dispatch(request.getBytes(StandardCharsets.UTF_8), Caller.NODE)
            .orElse(new byte[0]);
    return new ByteArrayInputStream(answer);
  }

  @Override
  public void close() {
    // The node that owns the dispatcher closes it.
  }
}
