package io.weir.events.wire;

/**
 * One row of a wire table.
 *
 * @param <T> what the table lists
 */
public sealed interface WireType<T> permits EventType, ReportType {
  /** The stable name: kebab case, noun first. */
  String wireName();

  /** The current revision, which is what gets written; older ones are upcast when read. */
  String revision();

  /** The record of the current revision. */
  Class<? extends T> javaType();
}
