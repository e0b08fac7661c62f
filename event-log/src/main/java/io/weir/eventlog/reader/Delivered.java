package io.weir.eventlog.reader;

import io.weir.eventlog.LogRecord;

/** A record and what it is decoded to. */
public final class Delivered<T> {
  private final LogRecord record;
  private final T value;
  private final RecordDecoder<T> decoder;

  private Delivered(LogRecord record, T value, RecordDecoder<T> decoder) {
    this.record = record;
    this.value = value;
    this.decoder = decoder;
  }

  /** A record that was decoded. */
  public Delivered(LogRecord record, T value) {
    this(record, value, null);
  }

  /**
   * A record that is decoded when it is its turn, so that a batch's values need not all be held.
   */
  static <T> Delivered<T> undecoded(LogRecord record, RecordDecoder<T> decoder) {
    return new Delivered<>(record, null, decoder);
  }

  public LogRecord record() {
    return record;
  }

  /**
   * What it is decoded to; perhaps anew with each call.
   *
   * @throws RuntimeException what the decoder throws, in {@link BatchHandler#applyAll} only
   */
  public T value() {
    return decoder == null ? value : decoder.decode(record);
  }
}
