package io.weir.projection.store;

import io.weir.events.wire.InstantText;
import io.weir.events.wire.WireJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * A column of a view's table.
 *
 * @param <V> what a row holds
 * @param type its PostgreSQL type
 * @param text its value in PostgreSQL's text form; null where it has none
 * @param copied its name, and its value in COPY's binary form
 */
public record Column<V>(String type, Function<V, String> text, CopyColumn<V> copied) {
  public String name() {
    return copied.name();
  }

  /** A column {@code uuid not null}. */
  public static <V> Column<V> uuid(String name, Function<V, UUID> value) {
    return new Column<>("uuid", view -> value.apply(view).toString(), CopyColumn.uuid(name, value));
  }

  /** A column {@code uuid}. */
  public static <V> Column<V> optionalUuid(String name, Function<V, Optional<UUID>> value) {
    return new Column<>(
        "uuid",
        view -> value.apply(view).map(UUID::toString).orElse(null),
        CopyColumn.optionalUuid(name, value));
  }

  /** A column {@code bigint not null}. */
  public static <V> Column<V> bigint(String name, ToLongFunction<V> value) {
    return new Column<>(
        "bigint", view -> Long.toString(value.applyAsLong(view)), CopyColumn.bigint(name, value));
  }

  /** A column {@code boolean not null}. */
  public static <V> Column<V> bool(String name, Predicate<V> value) {
    return new Column<>(
        "boolean", view -> Boolean.toString(value.test(view)), CopyColumn.bool(name, value));
  }

  /** A column {@code text not null}. */
  public static <V> Column<V> text(String name, Function<V, String> value) {
    return new Column<>("text", value, CopyColumn.text(name, value));
  }

  /** A column {@code text}. */
  public static <V> Column<V> optionalText(String name, Function<V, Optional<String>> value) {
    return new Column<>(
        "text", view -> value.apply(view).orElse(null), CopyColumn.optionalText(name, value));
  }

  /** A column {@code timestamptz not null}; whole microseconds. */
  public static <V> Column<V> timestamp(String name, Function<V, Instant> value) {
    return new Column<>(
        "timestamptz",
        view -> InstantText.of(value.apply(view)),
        CopyColumn.timestamp(name, value));
  }

  /** A column {@code jsonb not null} of what the JSON mapper makes of the value. */
  public static <V> Column<V> jsonb(String name, Function<V, Object> value) {
    return new Column<>(
        "jsonb",
        view -> new String(WireJson.write(value.apply(view)), StandardCharsets.UTF_8),
        new CopyColumn<V>(name, (out, view) -> out.jsonb(WireJson.write(value.apply(view)))));
  }

  /** A column {@code text not null} of what the JSON mapper makes of the value. */
  static <V> Column<V> json(String name, Function<V, Object> value) {
    return new Column<>(
        "text",
        view -> new String(WireJson.write(value.apply(view)), StandardCharsets.UTF_8),
        new CopyColumn<V>(name, (out, view) -> out.utf8(WireJson.write(value.apply(view)))));
  }
}
