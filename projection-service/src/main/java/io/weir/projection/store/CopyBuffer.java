package io.weir.projection.store;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;

/** Rows in COPY's binary format, in memory that grows. */
public final class CopyBuffer {
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0
  };
  private static final int ABSENT = -1;
  private static final byte JSONB_VERSION = 1;

  /** PostgreSQL counts from 2000-01-01T00:00:00Z. */
  private static final long EPOCH_SECONDS = 946_684_800L;

  private byte[] bytes;
  private int length;

  private CopyBuffer(int room) {
    bytes = new byte[room];
  }

  /**
   * The first piece of a COPY.
   *
   * @param room how many bytes to make room for
   */
  static CopyBuffer first(int room) {
    CopyBuffer buffer = new CopyBuffer(room);
    buffer.reserve(SIGNATURE.length + Long.BYTES);
    buffer.raw(SIGNATURE);
    // No flags, no extension of the header.
    buffer.int64(0);
    return buffer;
  }

  /**
   * A further piece.
   *
   * @param room how many bytes to make room for
   */
  static CopyBuffer further(int room) {
    return new CopyBuffer(room);
  }

  void beginRow(int columns) {
    short16(columns);
  }

  /** After the last row. */
  void end() {
    short16(-1);
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  void absent() {
    reserve(4);
    int32(ABSENT);
  }

  void uuid(UUID value) {
    reserve(20);
    int32(16);
    int64(value.getMostSignificantBits());
    int64(value.getLeastSignificantBits());
  }

  void bigint(long value) {
    reserve(12);
    int32(8);
    int64(value);
  }

  void bool(boolean value) {
    reserve(5);
    int32(1);
    bytes[length++] = (byte) (value ? 1 : 0);
  }

  void timestamp(Instant value) {
    bigint((value.getEpochSecond() - EPOCH_SECONDS) * 1_000_000 + value.getNano() / 1_000);
  }

  void text(String value) {
    // PostgreSQL's text cannot hold it.
    String held = value.indexOf('\0') < 0 ? value : value.replace('\0', '\uFFFD');
    utf8(held.getBytes(StandardCharsets.UTF_8));
  }

  /** Text without the character 0. */
  void utf8(byte[] utf8) {
    reserve(4 + utf8.length);
    int32(utf8.length);
    raw(utf8);
  }

  /** JSON with the version of jsonb's binary form before it. */
  void jsonb(byte[] utf8) {
    reserve(5 + utf8.length);
    int32(1 + utf8.length);
    bytes[length++] = JSONB_VERSION;
    raw(utf8);
  }

  private void raw(byte[] more) {
    System.arraycopy(more, 0, bytes, length, more.length);
    length += more.length;
  }

  private void short16(int value) {
    reserve(2);
    SHORT.set(bytes, length, (short) value);
    length += 2;
  }

  private void int32(int value) {
    INT.set(bytes, length, value);
    length += 4;
  }

  private void int64(long value) {
    LONG.set(bytes, length, value);
    length += 8;
  }

  private void reserve(int more) {
    if (bytes.length - length < more)
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
  }
}
