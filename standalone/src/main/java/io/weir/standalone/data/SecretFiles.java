package io.weir.standalone.data;

import io.weir.standalone.refusal.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

/**
 * The secrets of an installation: made once, readable by their owner alone, never written again.
 * Who loses the master key loses every secret value.
 */
public final class SecretFiles {
  private static final int BYTES = 32;
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ENTERS =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private final Path directory;
  private final SecureRandom random;

  /**
   * @param directory within the data directory
   */
  public SecretFiles(Path directory, SecureRandom random) {
    this.directory = directory;
    this.random = random;
  }

  /** What secret values are sealed with; for the command service alone. */
  public Path masterKeys() {
    return made("master.keys", "key-1 " + Base64.getEncoder().encodeToString(bytes()) + "\n");
  }

  /** What executors show to the command service. */
  public Path executorToken() {
    return made(
        "executor.token", Base64.getUrlEncoder().withoutPadding().encodeToString(bytes()) + "\n");
  }

  private byte[] bytes() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return bytes;
  }

  private Path made(String name, String content) {
    Path file = directory.resolve(name);
    try {
      if (Files.exists(file)) return file;
      if (!Files.isDirectory(directory)) Files.createDirectories(directory, OWNER_ENTERS);
      Path draft = Files.createTempFile(directory, name, ".draft", OWNER_ONLY);
      Files.writeString(draft, content);
      try {
        // In one step, so that no half of a key is ever taken for one.
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(draft);
      }
      return file;
    } catch (IOException failure) {
      throw new UserError(
          "Expected to write %s, but: %s; make room on the disk or check its rights."
              .formatted(file, failure),
          failure);
    }
  }
}
