package io.weir.command.seal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A secret on its way in or out. It has no text of its own, so no log or message shows it. */
public final class SecretText {
  private final byte[] utf8;

  private SecretText(byte[] utf8) {
    this.utf8 = utf8;
  }

  public static SecretText of(String text) {
    return new SecretText(text.getBytes(StandardCharsets.UTF_8));
  }

  static SecretText ofUtf8(byte[] utf8) {
    return new SecretText(utf8.clone());
  }

  /** The secret itself, for whoever may have it. */
  public String reveal() {
    return new String(utf8, StandardCharsets.UTF_8);
  }

  byte[] utf8() {
    return utf8.clone();
  }

  /** Bytes in UTF-8. */
  public int length() {
    return utf8.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SecretText secret && Arrays.equals(utf8, secret.utf8);
  }

  /** The same for all: a hash of a secret tells about it. */
  @Override
  public int hashCode() {
    return 0;
  }

  @Override
  public String toString() {
    return "***";
  }
}
