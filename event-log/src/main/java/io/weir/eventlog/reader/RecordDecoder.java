package io.weir.eventlog.reader;

import io.weir.eventlog.LogRecord;

/** Turns a record's bytes into the caller's value: a pure function. */
@FunctionalInterface
public interface RecordDecoder<T> {
  /**
   * Decodes a record. Any exception means that this record cannot be decoded by this version: its
   * key is blocked and the record is kept. {@link io.weir.events.wire.UndecodableException} says it
   * best.
   */
  T decode(LogRecord record);
}
