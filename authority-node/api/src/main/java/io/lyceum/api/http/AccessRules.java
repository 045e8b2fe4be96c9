package io.lyceum.api.http;

import io.helidon.common.socket.PeerInfo;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.http.Status;
import io.lyceum.api.rpc.Caller;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Who may call a service.
 *
 * @param allowedHosts the names in the {@code Host} header that are answered, without port, in
 *     lower case; {@code *} allows all. It keeps web pages from reaching a loopback port by a name
 *     of theirs
 * @param allowedOrigins the origins whose web pages may call; {@code *} allows all. What comes from
 *     no web page is not asked for an origin
 * @param tokens what callers have to show; empty for nothing
 */
public record AccessRules(
    Set<String> allowedHosts, Set<String> allowedOrigins, Optional<BearerTokens> tokens) {

  /** Stands for every host or origin. */
  public static final String ANY = "*";

  /** For programs of this machine that call a loopback name, and for no web page. */
  public static final AccessRules LOOPBACK =
      new AccessRules(Set.of("localhost", "127.0.0.1", "[::1]"), Set.of(), Optional.empty());

  private static final String BEARER = "Bearer ";

  /** Keeps unmodifiable copies. */
  public AccessRules {
    allowedHosts = Set.copyOf(allowedHosts);
    allowedOrigins = Set.copyOf(allowedOrigins);
  }

  /** Why a request is not answered: what it gets instead. */
  public record Refusal(Status status, String reason) {}

  /** Judges a call by its headers; empty if it is to be answered. */
  public Optional<Refusal> refusalOfCall(Headers headers) {
    return refusal(headers)
        .or(
            () ->
                tokens
                    .filter(judge -> !judge.accept(token(headers)))
                    .map(judge -> new Refusal(Status.UNAUTHORIZED_401, "No valid token")));
  }

  /**
   * Who makes a call that is answered: whom its token names, otherwise whoever is at its address.
   */
  public Caller caller(Headers headers, PeerInfo peer) {
    return tokens
        .flatMap(judge -> judge.subject(token(headers)))
        .map(Caller::subject)
        .orElseGet(() -> Caller.at(peer.address()));
  }

  private static String token(Headers headers) {
    return headers
        .first(HeaderNames.AUTHORIZATION)
        .filter(header -> header.startsWith(BEARER))
        .map(header -> header.substring(BEARER.length()).strip())
        .orElse("");
  }

  /** Judges a request by its host and origin alone; empty if it is to be answered. */
  public Optional<Refusal> refusal(Headers headers) {
    if (!allowsHost(headers.first(HeaderNames.HOST).orElse(""))) {
      return Optional.of(new Refusal(Status.FORBIDDEN_403, "Host not allowed"));
    }
    return headers
        .first(HeaderNames.ORIGIN)
        .filter(origin -> !allowsOrigin(origin))
        .map(origin -> new Refusal(Status.FORBIDDEN_403, "Origin not allowed"));
  }

  private boolean allowsHost(String authority) {
    return allowedHosts.contains(ANY)
        || allowedHosts.contains(authority.toLowerCase(Locale.ROOT).replaceFirst(":\\d+$", ""));
  }

  private boolean allowsOrigin(String origin) {
    return allowedOrigins.contains(ANY) || allowedOrigins.contains(origin);
  }
}
