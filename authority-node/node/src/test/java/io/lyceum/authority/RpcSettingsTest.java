package io.lyceum.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.http.WritableHeaders;
import io.lyceum.api.RpcNamespaces;
import io.lyceum.api.http.AccessRules;
import io.lyceum.genesis.JwtSecret;
import io.lyceum.genesis.NodeKeyFile;
import io.lyceum.genesis.config.ListenAddress;
import io.lyceum.genesis.config.RpcAccess;
import io.lyceum.ledger.crypto.KeyPair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RpcSettingsTest {

  @TempDir Path directory;
  private Path key;
  private KeyPair account;

  @BeforeEach
  void writeKey() throws IOException {
    account = NodeKeyFile.draw(new SecureRandom());
    key = directory.resolve("key");
    NodeKeyFile.write(key, account);
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.0.0.2", "::1", "localhost"})
  void keysAreUnlockedForProgramsOfThisMachine(String host) throws IOException {
    ListenAddress listen = new ListenAddress(host, 8545);
    RpcAccess access = RpcAccess.boundTo(listen).forOperator(key);

    RpcSettings settings = settings(access, "127.0.0.1", host);

    assertThat(settings.accounts()).hasToString("UnlockedAccounts[" + account.address() + "]");
    assertThat(settings.namespaces()).isEqualTo(RpcNamespaces.ALL);
    assertThat(access.hosts())
        .contains(host.equals("::1") ? "[::1]" : host)
        .doesNotContain(RpcAccess.ANY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1", "no.such.host.invalid"})
  void keysAreNotUnlockedForWhoeverReachesAnotherInterface(String host) throws IOException {
    RpcAccess access = RpcAccess.LOOPBACK.forOperator(key);

    assertThatThrownBy(() -> settings(access, "127.0.0.1", host))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("whoever reaches " + host)
        .hasMessageContaining("jwt-secret");
    assertThat(settings(withSecret(access), "127.0.0.1", host).accounts())
        .asString()
        .contains(account.address().toString());
    assertThat(settings(RpcAccess.LOOPBACK, "127.0.0.1", host).accounts())
        .hasToString("UnlockedAccounts[]");
  }

  @Test
  void keysAreNotUnlockedForEveryWebPage() throws IOException {
    RpcAccess operator = RpcAccess.LOOPBACK.forOperator(key);
    RpcAccess open = withOrigins(operator, List.of(RpcAccess.ANY));

    assertThatThrownBy(() -> settings(open, "127.0.0.1"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("every web page");
    assertThat(settings(withSecret(open), "127.0.0.1").accounts())
        .asString()
        .contains(account.address().toString());
    RpcAccess named = withOrigins(operator, List.of("https://wallet.example"));
    assertThat(settings(named, "127.0.0.1").accounts())
        .asString()
        .contains(account.address().toString());
  }

  @Test
  void whoKnowsTheSecretIsAnswered() throws IOException {
    RpcAccess access = withSecret(RpcAccess.LOOPBACK);
    AccessRules rules = settings(access, "127.0.0.1").rules();
    JwtSecret secret = JwtSecret.read(access.jwtSecret().orElseThrow());
    Instant now = Instant.now();

    assertThat(rules.refusalOfCall(headers(secret.authorization(now)))).isEmpty();
    assertThat(rules.refusalOfCall(headers(secret.authorization(now.minusSeconds(3600)))))
        .isPresent();
    Files.writeString(access.jwtSecret().orElseThrow(), "02".repeat(32));
    JwtSecret other = JwtSecret.read(access.jwtSecret().orElseThrow());
    assertThat(rules.refusalOfCall(headers(other.authorization(now)))).isPresent();
  }

  @Test
  void metaMaskMayCallAndAnyWebPageMayNot() throws IOException {
    AccessRules rules = settings(RpcAccess.LOOPBACK, "127.0.0.1").rules();

    assertThat(rules.refusalOfCall(from("chrome-extension://nkbihfbeogaeaoehlefnkodbefgpgknn")))
        .isEmpty();
    assertThat(rules.refusalOfCall(from("https://page.example"))).isPresent();
  }

  private static Headers headers(String authorization) {
    return WritableHeaders.create()
        .set(HeaderNames.HOST, "localhost:8545")
        .set(HeaderNames.AUTHORIZATION, authorization);
  }

  private static Headers from(String origin) {
    return WritableHeaders.create()
        .set(HeaderNames.HOST, "localhost:8545")
        .set(HeaderNames.ORIGIN, origin);
  }

  private static RpcSettings settings(RpcAccess access, String... hosts) throws IOException {
    List<ListenAddress> ports =
        List.of(hosts).stream().map(host -> new ListenAddress(host, 8545)).toList();
    return RpcSettings.of(access, ports, InstantSource.system());
  }

  private RpcAccess withSecret(RpcAccess access) throws IOException {
    Path file = directory.resolve("jwt.hex");
    Files.writeString(file, "01".repeat(32));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return new RpcAccess(
        access.namespaces(),
        access.hosts(),
        access.origins(),
        Optional.of(file),
        access.unlocked(),
        access.callSeconds(),
        access.callGas());
  }

  private static RpcAccess withOrigins(RpcAccess access, List<String> origins) {
    return new RpcAccess(
        access.namespaces(),
        access.hosts(),
        origins,
        access.jwtSecret(),
        access.unlocked(),
        access.callSeconds(),
        access.callGas());
  }
}
