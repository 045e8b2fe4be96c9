package io.lyceum.api.rpc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lyceum.api.rpc.RpcObserver.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers JSON-RPC 2.0 requests and batches with the methods of a node. Knows no transport; safe
 * for use by many threads.
 */
public final class JsonRpcDispatcher {

  private static final Logger LOG = LoggerFactory.getLogger(JsonRpcDispatcher.class);

  private final RpcMethods methods;
  private final RpcLimits limits;
  private final RpcObserver observer;
  private final ObjectMapper mapper;
  private final ObjectReader reader;

  /**
   * @param methods what can be called
   * @param limits what one request may contain
   * @param observer learns of the calls
   */
  public JsonRpcDispatcher(RpcMethods methods, RpcLimits limits, RpcObserver observer) {
    this(methods, limits, observer, EthereumMapper.create(limits));
  }

  private JsonRpcDispatcher(
      RpcMethods methods, RpcLimits limits, RpcObserver observer, ObjectMapper mapper) {
    this.methods = methods;
    this.limits = limits;
    this.observer = observer;
    this.mapper = mapper;
    this.reader = mapper.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  }

  /** The same with more methods, such as those of one connection. */
  public JsonRpcDispatcher with(RpcMethodFamily family) {
    return new JsonRpcDispatcher(methods.with(family), limits, observer, mapper);
  }

  /**
   * Answers a request or a batch.
   *
   * @param request UTF-8 JSON
   * @param caller who asks
   * @return UTF-8 JSON; empty if nothing is to be answered because all calls were notifications
   */
  public Optional<byte[]> dispatch(byte[] request, Caller caller) {
    if (request.length > limits.maxBodyBytes()) {
      return Optional.of(
          write(
              failure(
                  NullNode.instance, new RpcError(RpcError.LIMIT_EXCEEDED, "Request too large"))));
    }
    JsonNode json;
    try {
      json = reader.readTree(request);
    } catch (IOException notJson) {
      return Optional.of(
          write(failure(NullNode.instance, new RpcError(RpcError.PARSE_ERROR, "Parse error"))));
    }
    return json.isArray() ? answerBatch(json, caller) : answerCall(json, caller).map(this::write);
  }

  private Optional<byte[]> answerBatch(JsonNode batch, Caller caller) {
    if (batch.isEmpty()) {
      return Optional.of(write(invalidRequest(NullNode.instance)));
    }
    if (batch.size() > limits.maxBatchLength()) {
      return Optional.of(
          write(
              failure(
                  NullNode.instance,
                  new RpcError(
                      RpcError.LIMIT_EXCEEDED,
                      "Number of requests exceeds max batch size " + limits.maxBatchLength()))));
    }
    ByteArrayOutputStream answers = new ByteArrayOutputStream();
    Deadline deadline = Deadline.after(limits.maxBatchTime());
    for (JsonNode call : batch) {
      Optional<String> excess = excess(answers.size(), deadline);
      Optional<JsonNode> answer =
          excess.isPresent() ? refuseCall(call, excess.get()) : answerCall(call, caller);
      answer.ifPresent(
          one -> {
            answers.write(answers.size() == 0 ? '[' : ',');
            answers.writeBytes(write(one));
          });
    }
    if (answers.size() == 0) {
      return Optional.empty();
    }
    answers.write(']');
    return Optional.of(answers.toByteArray());
  }

  /** Why the rest of a batch is refused, if it is. */
  private Optional<String> excess(int answerBytes, Deadline deadline) {
    if (answerBytes > limits.maxBatchAnswerBytes()) {
      return Optional.of(
          "The answers before exceed the " + limits.maxBatchAnswerBytes() + " bytes of a batch");
    }
    return deadline.isOver()
        ? Optional.of(
            "The calls before took longer than the "
                + limits.maxBatchTime().toMillis()
                + " ms of a batch")
        : Optional.empty();
  }

  private Optional<JsonNode> refuseCall(JsonNode call, String reason) {
    JsonNode id = call.path("id");
    return id.isMissingNode()
        ? Optional.empty()
        : Optional.of(
            failure(
                id.isValueNode() ? id : NullNode.instance,
                new RpcError(RpcError.LIMIT_EXCEEDED, reason)));
  }

  private Optional<JsonNode> answerCall(JsonNode call, Caller caller) {
    JsonNode id = call.path("id");
    boolean idIsValid = id.isMissingNode() || id.isNull() || id.isTextual() || id.isNumber();
    JsonNode params = call.path("params");
    boolean paramsAreValid = params.isMissingNode() || params.isNull() || params.isContainerNode();
    if (!call.isObject()
        || !idIsValid
        || !paramsAreValid
        || !"2.0".equals(call.path("jsonrpc").textValue())
        || !call.path("method").isTextual()) {
      return Optional.of(invalidRequest(idIsValid && !id.isMissingNode() ? id : NullNode.instance));
    }
    ObjectNode answer = invoke(call.path("method").textValue(), params, id, caller);
    return id.isMissingNode() ? Optional.empty() : Optional.of(answer);
  }

  private ObjectNode invoke(String name, JsonNode params, JsonNode id, Caller caller) {
    boolean offered = methods.find(name).isPresent();
    long start = System.nanoTime();
    Outcome outcome = Outcome.FAILED;
    try {
      ObjectNode answer = envelope(id);
      answer.set(
          "result", mapper.valueToTree(methods.require(name).call(positional(params, caller))));
      outcome = Outcome.SUCCESS;
      return answer;
    } catch (RpcException refused) {
      outcome = Outcome.REFUSED;
      return failure(id, refused.error());
    } catch (RuntimeException broken) {
      LOG.error("{} failed", name, broken);
      return failure(id, new RpcError(RpcError.INTERNAL_ERROR, "Internal error"));
    } finally {
      Duration duration = Duration.ofNanos(System.nanoTime() - start);
      observer.called(offered ? name : RpcObserver.UNKNOWN_METHOD, outcome, duration);
    }
  }

  private static RpcParameters positional(JsonNode params, Caller caller) {
    if (params.isObject()) {
      throw RpcException.invalidParams("they are taken by position, in an array");
    }
    List<JsonNode> values = new ArrayList<>(params.size());
    params.forEach(values::add);
    return new RpcParameters(caller, values);
  }

  private ObjectNode invalidRequest(JsonNode id) {
    return failure(id, new RpcError(RpcError.INVALID_REQUEST, "Invalid Request"));
  }

  private ObjectNode failure(JsonNode id, RpcError error) {
    ObjectNode answer = envelope(id);
    ObjectNode body = answer.putObject("error");
    body.put("code", error.code()).put("message", error.message());
    error.data().ifPresent(data -> body.set("data", mapper.valueToTree(data)));
    return answer;
  }

  private ObjectNode envelope(JsonNode id) {
    ObjectNode answer = mapper.createObjectNode().put("jsonrpc", "2.0");
    answer.set("id", id.isMissingNode() ? NullNode.instance : id);
    return answer;
  }

  private byte[] write(JsonNode answer) {
    try {
      return mapper.writeValueAsBytes(answer);
    } catch (JsonProcessingException tooDeep) {
      LOG.error("An answer cannot be written", tooDeep);
      return writeFailure(answer.path("id"));
    }
  }

  private byte[] writeFailure(JsonNode id) {
    try {
      return mapper.writeValueAsBytes(
          failure(id, new RpcError(RpcError.INTERNAL_ERROR, "Internal error")));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("A flat JSON tree cannot be written", impossible);
    }
  }
}
