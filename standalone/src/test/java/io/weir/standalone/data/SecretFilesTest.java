package io.weir.standalone.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFilesTest {
  @TempDir Path data;

  @Test
  void makesEachSecretOnceForItsOwnerAlone() throws IOException {
    SecretFiles secrets = new SecretFiles(data.resolve("secrets"), new SecureRandom());

    String keys = Files.readString(secrets.masterKeys());
    String token = Files.readString(secrets.executorToken());

    assertThat(keys).startsWith("key-1 ");
    assertThat(Base64.getDecoder().decode(keys.substring(6).strip())).hasSize(32);
    assertThat(token.strip()).hasSize(43);
    assertThat(Files.readString(secrets.masterKeys())).isEqualTo(keys);
    assertThat(Files.readString(secrets.executorToken())).isEqualTo(token);
    for (Path file : new Path[] {secrets.masterKeys(), secrets.executorToken()})
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("secrets"))))
        .isEqualTo("rwx------");
    try (var files = Files.list(data.resolve("secrets"))) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrder("master.keys", "executor.token");
    }
  }
}
