package io.weir.eventlog.reader;

/** One record can be decoded but not applied. */
public final class PoisonRecordException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final long offset;

  /**
   * @param offset the record's offset
   * @param message why it cannot be applied; people read it beside the blocked key
   */
  public PoisonRecordException(long offset, String message, Throwable cause) {
    super(message, cause);
    this.offset = offset;
  }

  public long offset() {
    return offset;
  }
}
