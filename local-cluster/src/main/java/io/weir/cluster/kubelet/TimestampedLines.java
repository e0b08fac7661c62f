package io.weir.cluster.kubelet;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;

/** Leads each line by a time. */
final class TimestampedLines extends FilterInputStream {
  private final Instant writtenBefore;
  private final Clock clock;
  private long before;
  private boolean lineStarts = true;
  private byte[] rest = new byte[0];
  private int at;

  /**
   * @param writtenBefore the time of the lines that are there already
   * @param before how many bytes those are
   */
  TimestampedLines(InputStream lines, Instant writtenBefore, long before, Clock clock) {
    super(lines);
    this.writtenBefore = writtenBefore;
    this.before = before;
    this.clock = clock;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (at == rest.length && !fill(length)) {
      return -1;
    }
    int count = Math.min(length, rest.length - at);
    System.arraycopy(rest, at, bytes, offset, count);
    at += count;
    return count;
  }

  private boolean fill(int length) throws IOException {
    byte[] raw = new byte[length];
    int read = super.read(raw, 0, length);
    if (read < 0) {
      return false;
    }
    Instant time = before > 0 ? writtenBefore : clock.instant();
    before -= read;
    StringBuilder text = new StringBuilder(read + 64);
    // Byte by byte as Latin-1, so that no character is torn at the edge of a block.
    for (int i = 0; i < read; i++) {
      if (lineStarts) {
        text.append(time).append(' ');
        lineStarts = false;
      }
      text.append((char) (raw[i] & 0xff));
      lineStarts = raw[i] == '\n';
    }
    rest = text.toString().getBytes(StandardCharsets.ISO_8859_1);
    at = 0;
    return true;
  }
}
