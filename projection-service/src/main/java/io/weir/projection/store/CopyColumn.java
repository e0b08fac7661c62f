package io.weir.projection.store;

import io.weir.events.wire.JsonText;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * A column of a table that is only added to, in COPY's binary format: PostgreSQL takes the bytes as
 * they are, so the Java type must be that of the column.
 *
 * @param <R> the row
 * @param name its name
 * @param cell writes one row's value, its length before it
 */
public record CopyColumn<R>(String name, Cell<R> cell) {
  /** Writes the value of one row. */
  @FunctionalInterface
  public interface Cell<R> {
    void write(CopyBuffer out, R row);
  }

  /** A column {@code uuid not null}. */
  public static <R> CopyColumn<R> uuid(String name, Function<R, UUID> value) {
    return new CopyColumn<>(name, (out, row) -> out.uuid(value.apply(row)));
  }

  /** A column {@code uuid}. */
  public static <R> CopyColumn<R> optionalUuid(String name, Function<R, Optional<UUID>> value) {
    return new CopyColumn<>(
        name, (out, row) -> value.apply(row).ifPresentOrElse(out::uuid, out::absent));
  }

  /** A column {@code bigint not null}. */
  public static <R> CopyColumn<R> bigint(String name, ToLongFunction<R> value) {
    return new CopyColumn<>(name, (out, row) -> out.bigint(value.applyAsLong(row)));
  }

  /** A column {@code boolean not null}. */
  public static <R> CopyColumn<R> bool(String name, Predicate<R> value) {
    return new CopyColumn<>(name, (out, row) -> out.bool(value.test(row)));
  }

  /** A column {@code text not null}. */
  public static <R> CopyColumn<R> text(String name, Function<R, String> value) {
    return new CopyColumn<>(name, (out, row) -> out.text(value.apply(row)));
  }

  /** A column {@code text}. */
  public static <R> CopyColumn<R> optionalText(String name, Function<R, Optional<String>> value) {
    return new CopyColumn<>(
        name, (out, row) -> value.apply(row).ifPresentOrElse(out::text, out::absent));
  }

  /** A column {@code text} that holds JSON. */
  public static <R> CopyColumn<R> optionalJson(String name, Function<R, Optional<JsonText>> value) {
    return new CopyColumn<>(
        name,
        (out, row) -> value.apply(row).map(JsonText::utf8).ifPresentOrElse(out::utf8, out::absent));
  }

  /** A column {@code timestamptz not null}; whole microseconds, as the column holds them. */
  public static <R> CopyColumn<R> timestamp(String name, Function<R, Instant> value) {
    return new CopyColumn<>(name, (out, row) -> out.timestamp(value.apply(row)));
  }
}
