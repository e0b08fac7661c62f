package io.weir.projection.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A JSON object of fields whose values are JSON already: nothing is parsed or written again. */
public final class JsonFields {
  private static final byte[][] NONE = {};

  private byte[][] pieces = NONE;
  private int count;
  private int length = 2;

  /** A field's name as {@link #add} takes it: quoted, with its colon. */
  public static byte[] name(String field) {
    return ('"' + field + "\":").getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Adds a field behind the others.
   *
   * @param name of {@link #name}
   * @param json the value
   */
  public JsonFields add(byte[] name, byte[] json) {
    if (count + 2 > pieces.length) pieces = Arrays.copyOf(pieces, Math.max(4, 2 * pieces.length));
    length += name.length + json.length + (count == 0 ? 0 : 1);
    pieces[count++] = name;
    pieces[count++] = json;
    return this;
  }

  public boolean isEmpty() {
    return count == 0;
  }

  /** The object as UTF-8. */
  public byte[] utf8() {
    byte[] object = new byte[length];
    int at = 0;
    object[at++] = '{';
    for (int i = 0; i < count; i++) {
      if (i > 0 && i % 2 == 0) object[at++] = ',';
      System.arraycopy(pieces[i], 0, object, at, pieces[i].length);
      at += pieces[i].length;
    }
    object[at] = '}';
    return object;
  }
}
