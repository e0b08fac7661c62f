package io.weir.events.wire.canonical;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** The shapes of what has no parts. */
final class Scalars {
  private static final Map<Class<?>, Shape> BY_TYPE =
      Map.ofEntries(
          Map.entry(String.class, of(JsonIn::string, (out, value) -> out.string((String) value))),
          Map.entry(UUID.class, of(JsonIn::uuid, (out, value) -> out.uuid((UUID) value))),
          Map.entry(
              Instant.class, of(JsonIn::instant, (out, value) -> out.instant((Instant) value))),
          Map.entry(
              Duration.class, of(Scalars::duration, (out, value) -> out.string(value.toString()))),
          Map.entry(long.class, of(JsonIn::number, (out, value) -> out.number((Long) value))),
          Map.entry(Long.class, of(JsonIn::number, (out, value) -> out.number((Long) value))),
          Map.entry(int.class, of(Scalars::integer, (out, value) -> out.number((Integer) value))),
          Map.entry(
              Integer.class, of(Scalars::integer, (out, value) -> out.number((Integer) value))),
          Map.entry(boolean.class, of(JsonIn::bool, (out, value) -> out.bool((Boolean) value))),
          Map.entry(Boolean.class, of(JsonIn::bool, (out, value) -> out.bool((Boolean) value))),
          Map.entry(
              BigDecimal.class, of(JsonIn::decimal, (out, value) -> out.ascii(value.toString()))));

  /** What only the mapper reads and writes. */
  static final Shape OF_THE_MAPPER =
      new Shape() {
        @Override
        public Object read(JsonIn in) {
          throw NotCanonical.INSTANCE;
        }

        @Override
        public void write(Object value, JsonOut out) {
          throw NotCanonical.INSTANCE;
        }
      };

  private Scalars() {}

  static Shape of(Class<?> type) {
    return BY_TYPE.getOrDefault(type, OF_THE_MAPPER);
  }

  private static Integer integer(JsonIn in) {
    return Math.toIntExact(in.number());
  }

  private static Duration duration(JsonIn in) {
    String text = in.string();
    Duration duration = Duration.parse(text);
    if (!duration.toString().equals(text)) throw NotCanonical.INSTANCE;
    return duration;
  }

  private static Shape of(Function<JsonIn, Object> read, BiConsumer<JsonOut, Object> write) {
    return new Shape() {
      @Override
      public Object read(JsonIn in) {
        return read.apply(in);
      }

      @Override
      public void write(Object value, JsonOut out) {
        write.accept(out, value);
      }
    };
  }
}
