package io.lyceum.genesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lyceum.genesis.config.ConfigException;
import io.lyceum.ledger.crypto.KeyPair;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeKeyFileTest {

  @TempDir Path directory;

  @Test
  void aKeyIsReadBackAndIsItsOwnersOnly() throws IOException {
    Path file = directory.resolve("key");
    KeyPair key = NodeKeyFile.draw(new SecureRandom());
    NodeKeyFile.write(file, key);
    assertThat(NodeKeyFile.read(file).address()).isEqualTo(key.address());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void aKeyIsNeverOverwritten() throws IOException {
    Path file = directory.resolve("key");
    KeyPair key = NodeKeyFile.draw(new SecureRandom());
    NodeKeyFile.write(file, key);
    assertThatThrownBy(() -> NodeKeyFile.write(file, key))
        .isInstanceOf(FileAlreadyExistsException.class);
  }

  @Test
  void aKeyThatOthersCanReadIsRefused() throws IOException {
    Path file = directory.resolve("key");
    NodeKeyFile.write(file, NodeKeyFile.draw(new SecureRandom()));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    assertThatThrownBy(() -> NodeKeyFile.read(file))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining("owner only");
  }

  @Test
  void whatIsNoKeyIsRefusedWithoutShowingIt() throws IOException {
    Path file = directory.resolve("key");
    OwnerOnlyFile.write(file, "0x" + "f".repeat(64));
    assertThatThrownBy(() -> NodeKeyFile.read(file))
        .isInstanceOf(ConfigException.class)
        .message()
        .doesNotContain("ffff");
    Path words = directory.resolve("words");
    OwnerOnlyFile.write(words, "my secret words");
    assertThatThrownBy(() -> NodeKeyFile.read(words))
        .isInstanceOf(ConfigException.class)
        .message()
        .doesNotContain("secret words");
  }
}
