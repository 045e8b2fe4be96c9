package io.lyceum.verification;

import io.reactivex.Flowable;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.web3j.protocol.Web3jService;
import org.web3j.protocol.core.BatchRequest;
import org.web3j.protocol.core.BatchResponse;
import org.web3j.protocol.core.Request;
import org.web3j.protocol.core.Response;
import org.web3j.protocol.core.methods.request.Transaction;
import org.web3j.protocol.websocket.events.Notification;

/** A node at which something happens just before it answers a certain call for the first time. */
final class InterveningService implements Web3jService {

  private final Web3jService node;
  private final String call;
  private Runnable event;

  /**
   * @param call the call's encoded input
   */
  InterveningService(Web3jService node, String call, Runnable event) {
    this.node = node;
    this.call = call;
    this.event = event;
  }

  @Override
  @SuppressWarnings("rawtypes")
  public <T extends Response> T send(Request request, Class<T> type) throws IOException {
    for (Object parameter : request.getParams()) {
      if (parameter instanceof Transaction sent && call.equals(sent.getData())) {
        Runnable now = event;
        event = () -> {};
        now.run();
      }
    }
    return node.send(request, type);
  }

  @Override
  @SuppressWarnings("rawtypes")
  public <T extends Response> CompletableFuture<T> sendAsync(Request request, Class<T> type) {
    return node.sendAsync(request, type);
  }

  @Override
  public BatchResponse sendBatch(BatchRequest request) throws IOException {
    return node.sendBatch(request);
  }

  @Override
  public CompletableFuture<BatchResponse> sendBatchAsync(BatchRequest request) {
    return node.sendBatchAsync(request);
  }

  @Override
  @SuppressWarnings("rawtypes")
  public <T extends Notification<?>> Flowable<T> subscribe(
      Request request, String unsubscribeMethod, Class<T> type) {
    return node.subscribe(request, unsubscribeMethod, type);
  }

  @Override
  public void close() throws IOException {
    node.close();
  }
}
