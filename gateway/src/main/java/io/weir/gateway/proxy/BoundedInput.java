package io.weir.gateway.proxy;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The body of a request, up to a limit. */
final class BoundedInput extends FilterInputStream {
  private final long limit;
  private long read;
  private volatile boolean exceeded;

  /**
   * @param limit bytes, at least 0
   */
  BoundedInput(InputStream in, long limit) {
    super(in);
    this.limit = limit;
  }

  /** Whether the body was longer than the limit. */
  boolean exceeded() {
    return exceeded;
  }

  @Override
  public int read() throws IOException {
    int octet = super.read();
    if (octet >= 0) {
      count(1);
    }
    return octet;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int count = super.read(target, offset, length);
    if (count > 0) {
      count(count);
    }
    return count;
  }

  private void count(int bytes) throws IOException {
    read += bytes;
    if (read > limit) {
      exceeded = true;
      throw new IOException("The body is longer than " + limit + " bytes.");
    }
  }
}
