package io.weir.executor.deployment.decide;

import java.util.Optional;

/**
 * What was seen of something outside: there, not there, or no answer (architecture.md rule 3).
 *
 * @param <T> what it is when it is there
 */
public sealed interface Seen<T> {
  /**
   * It is there.
   *
   * @param value what it is
   */
  record Present<T>(T value) implements Seen<T> {}

  /** The one who knows says that it is not there. */
  record Absent<T>() implements Seen<T> {}

  /**
   * Nobody who knows has answered.
   *
   * @param why what was tried and what came back, for people
   */
  record Unknown<T>(String why) implements Seen<T> {}

  static <T> Seen<T> present(T value) {
    return new Present<>(value);
  }

  static <T> Seen<T> absent() {
    return new Absent<>();
  }

  static <T> Seen<T> unknown(String why) {
    return new Unknown<>(why);
  }

  /** The value when it is there; absent and unknown look the same here. */
  default Optional<T> found() {
    return this instanceof Present<T> present ? Optional.of(present.value()) : Optional.empty();
  }
}
