package io.weir.executor.flink;

import java.util.Optional;
import java.util.function.Function;

/**
 * What came back from Flink.
 *
 * @param <T> what was asked for
 */
public sealed interface Answer<T> {
  /**
   * The answer.
   *
   * @param value what was asked for
   */
  record Given<T>(T value) implements Answer<T> {}

  /** Flink answered that it does not know the thing. */
  record NotFound<T>() implements Answer<T> {}

  /**
   * Flink refused and would refuse again.
   *
   * @param status the HTTP status
   * @param message Flink's own words, first line
   */
  record Refused<T>(int status, String message) implements Answer<T> {}

  /**
   * No answer that counts: no connection, time-out, 5xx, nonsense.
   *
   * @param why what was tried and what came back
   */
  record Unavailable<T>(String why) implements Answer<T> {}

  /** The answer, when there is one. */
  default Optional<T> given() {
    return this instanceof Given<T> given ? Optional.of(given.value()) : Optional.empty();
  }

  /** Another value out of a given one; the other cases stay. */
  default <R> Answer<R> map(Function<T, R> reading) {
    return switch (this) {
      case Given<T> given -> new Given<>(reading.apply(given.value()));
      case NotFound<T> none -> new NotFound<>();
      case Refused<T> refused -> new Refused<>(refused.status(), refused.message());
      case Unavailable<T> unavailable -> new Unavailable<>(unavailable.why());
    };
  }
}
