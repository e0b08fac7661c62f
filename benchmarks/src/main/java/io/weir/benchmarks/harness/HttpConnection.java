package io.weir.benchmarks.harness;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * One HTTP/1.1 connection, kept open for as long as the server keeps it. It knows just enough to
 * cost the load generator next to nothing: on a small machine the generator's share is taken from
 * what it measures. An answer is looked into only when somebody asks.
 */
public final class HttpConnection implements AutoCloseable {
  private static final String LENGTH = "\r\ncontent-length:";
  private static final String CLOSE = "\r\nconnection: close\r\n";

  private final int port;
  private Socket socket;
  private InputStream in;
  private byte[] buffer = new byte[8 * 1024];
  private int filled;

  /** Connects to a port of this host. */
  public HttpConnection(int port) throws IOException {
    this.port = port;
    connect();
  }

  private void connect() throws IOException {
    socket = new Socket();
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(30_000);
    socket.connect(new InetSocketAddress("127.0.0.1", port), 5_000);
    in = socket.getInputStream();
    filled = 0;
  }

  /**
   * An answer.
   *
   * @param status the HTTP status
   * @param head status line and headers
   * @param body as text
   */
  public record Reply(int status, String head, String body) {
    /**
     * This, if it has the status.
     *
     * @throws IllegalStateException when it has another
     */
    public Reply require(int expected) {
      if (status != expected)
        throw new IllegalStateException(
            "Expected status %d, but it is %d: %s".formatted(expected, status, body));
      return this;
    }

    /** The headers, by name in lower case. */
    public Map<String, String> headers() {
      Map<String, String> headers = new TreeMap<>();
      head.lines()
          .skip(1)
          .filter(line -> line.indexOf(':') > 0)
          .forEach(
              line -> {
                int colon = line.indexOf(':');
                headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
              });
      return headers;
    }
  }

  /**
   * Sends a request and reads its answer.
   *
   * @param headers name, value, name, value
   */
  public Reply send(String method, String path, String body, String... headers) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    StringBuilder head =
        new StringBuilder(256)
            .append(method)
            .append(' ')
            .append(path)
            .append(" HTTP/1.1\r\nHost: 127.0.0.1\r\n");
    if (bytes.length > 0)
      head.append("Content-Type: application/json\r\nContent-Length: ")
          .append(bytes.length)
          .append("\r\n");
    for (int i = 0; i < headers.length; i += 2)
      head.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
    byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
    byte[] request = Arrays.copyOf(start, start.length + bytes.length);
    System.arraycopy(bytes, 0, request, start.length, bytes.length);
    if (socket.isClosed()) connect();
    socket.getOutputStream().write(request);
    Reply reply = reply();
    // Servers end a connection after some number of requests, and say so.
    if (indexOf(reply.head(), CLOSE) >= 0) socket.close();
    return reply;
  }

  private Reply reply() throws IOException {
    int end = endOfHead();
    String head = new String(buffer, 0, end, StandardCharsets.ISO_8859_1);
    int status = Integer.parseInt(head, 9, 12, 10);
    int length = indexOf(head, LENGTH);
    if (length < 0 && status != 204 && status != 304)
      throw new IOException("Expected an answer with a Content-Length, but it has " + head);
    int bytes =
        length < 0
            ? 0
            : Integer.parseInt(
                head.substring(length + LENGTH.length(), head.indexOf('\r', length + 1)).strip());
    while (filled < end + bytes) fill();
    String body = new String(buffer, end, bytes, StandardCharsets.UTF_8);
    filled -= end + bytes;
    System.arraycopy(buffer, end + bytes, buffer, 0, filled);
    return new Reply(status, head, body);
  }

  /** Reads until the empty line; returns where the body begins. */
  private int endOfHead() throws IOException {
    for (int at = 0; ; at++) {
      while (filled < at + 4) fill();
      if (buffer[at] == '\r' && buffer[at + 1] == '\n' && buffer[at + 2] == '\r') return at + 4;
    }
  }

  private void fill() throws IOException {
    if (filled == buffer.length) buffer = Arrays.copyOf(buffer, 2 * filled);
    int read = in.read(buffer, filled, buffer.length - filled);
    if (read < 0) throw new EOFException("Expected an answer, but the service closed");
    filled += read;
  }

  private static int indexOf(String head, String lower) {
    for (int at = head.indexOf('\r'); at >= 0; at = head.indexOf('\r', at + 1))
      if (head.regionMatches(true, at, lower, 0, lower.length())) return at;
    return -1;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
