package io.weir.command.seal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/** A secret that another service of Weir shows. Only its hash is kept. */
public final class BearerToken {
  private static final String SCHEME = "Bearer ";
  private static final int SHORTEST = 32;

  private final byte[] hash;

  private BearerToken(byte[] hash) {
    this.hash = hash;
  }

  /**
   * Reads the token from the first line of a file.
   *
   * @throws IllegalArgumentException when it cannot be read or is shorter than 32 characters
   */
  public static BearerToken read(Path file) {
    try {
      String token = Files.readString(file).strip();
      if (token.length() < SHORTEST)
        throw new IllegalArgumentException(
            "Expected a token of at least " + SHORTEST + " characters in " + file);
      return new BearerToken(sha256(token));
    } catch (IOException unreadable) {
      throw new IllegalArgumentException("Expected to read the token in " + file, unreadable);
    }
  }

  /** Whether an {@code Authorization} header shows this token; takes the same time either way. */
  public boolean isShownBy(Optional<String> authorization) {
    String shown =
        authorization.filter(text -> text.startsWith(SCHEME)).orElse(SCHEME).substring(7).strip();
    return MessageDigest.isEqual(hash, sha256(shown));
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Expected every JDK to know SHA-256", impossible);
    }
  }
}
