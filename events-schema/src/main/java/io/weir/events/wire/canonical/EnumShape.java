package io.weir.events.wire.canonical;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Of constants whose text needs no escape. */
final class EnumShape implements Shape {
  private final Object[] constants;
  private final byte[][] texts;

  EnumShape(Class<?> type) {
    constants = type.getEnumConstants();
    texts =
        Arrays.stream(constants)
            .map(constant -> ('"' + constant.toString() + '"').getBytes(StandardCharsets.US_ASCII))
            .toArray(byte[][]::new);
  }

  @Override
  public Object read(JsonIn in) {
    for (int i = 0; i < texts.length; i++) if (in.skip(texts[i])) return constants[i];
    throw NotCanonical.INSTANCE;
  }

  @Override
  public void write(Object value, JsonOut out) {
    out.put(texts[((Enum<?>) value).ordinal()]);
  }
}
