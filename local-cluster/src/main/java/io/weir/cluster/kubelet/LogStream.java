package io.weir.cluster.kubelet;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.RandomAccessFile;
import java.util.function.BooleanSupplier;

/** Reads a log from where the file stands; at its end it waits while more may come. */
final class LogStream extends InputStream {
  private static final long POLL_MILLIS = 100;

  private final RandomAccessFile file;
  private final BooleanSupplier moreMayCome;
  private long left;

  /**
   * @param left how many bytes to read at most
   * @param moreMayCome whether someone still writes
   */
  LogStream(RandomAccessFile file, long left, BooleanSupplier moreMayCome) {
    this.file = file;
    this.left = left;
    this.moreMayCome = moreMayCome;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (left <= 0) {
      return -1;
    }
    while (true) {
      // Asked before reading: what was written before the end is read after it.
      boolean more = moreMayCome.getAsBoolean();
      int read = file.read(bytes, offset, (int) Math.min(length, left));
      if (read > 0) {
        left -= read;
        return read;
      }
      if (!more) {
        return -1;
      }
      try {
        Thread.sleep(POLL_MILLIS);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("Expected to follow a log, but was interrupted");
      }
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
