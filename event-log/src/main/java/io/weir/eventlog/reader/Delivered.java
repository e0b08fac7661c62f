package io.weir.eventlog.reader;

import io.weir.eventlog.LogRecord;

/** A record and what it was decoded to. */
public record Delivered<T>(LogRecord record, T value) {}
