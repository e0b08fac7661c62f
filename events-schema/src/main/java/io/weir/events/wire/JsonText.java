package io.weir.events.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** JSON that was written, as its bytes; its text is {@link #toString}. */
public final class JsonText {
  private final byte[] utf8;

  private JsonText(byte[] utf8) {
    this.utf8 = utf8;
  }

  /**
   * JSON that is written already.
   *
   * @param utf8 not changed from here on
   */
  public static JsonText of(byte[] utf8) {
    return new JsonText(utf8);
  }

  public static JsonText of(String json) {
    return new JsonText(json.getBytes(StandardCharsets.UTF_8));
  }

  /** The bytes, which are not to be changed. */
  public byte[] utf8() {
    return utf8;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof JsonText json && Arrays.equals(utf8, json.utf8);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(utf8);
  }

  @Override
  public String toString() {
    return new String(utf8, StandardCharsets.UTF_8);
  }
}
