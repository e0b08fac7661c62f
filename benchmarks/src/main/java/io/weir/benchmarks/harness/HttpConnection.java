package io.weir.benchmarks.harness;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * One HTTP/1.1 connection, kept open for as long as the server keeps it. It knows just enough to
 * cost the load generator next to nothing: on a small machine the generator's share is taken from
 * what it measures.
 */
public final class HttpConnection implements AutoCloseable {
  private final int port;
  private Socket socket;
  private InputStream in;

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
    in = new BufferedInputStream(socket.getInputStream());
  }

  /**
   * An answer.
   *
   * @param status the HTTP status
   * @param headers by name in lower case
   * @param body as text
   */
  public record Reply(int status, Map<String, String> headers, String body) {
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
    byte[] request = new byte[start.length + bytes.length];
    System.arraycopy(start, 0, request, 0, start.length);
    System.arraycopy(bytes, 0, request, start.length, bytes.length);
    if (socket.isClosed()) connect();
    socket.getOutputStream().write(request);
    Reply reply = reply();
    // Servers end a connection after some number of requests, and say so.
    if ("close".equalsIgnoreCase(reply.headers().get("connection"))) socket.close();
    return reply;
  }

  private Reply reply() throws IOException {
    int status = Integer.parseInt(line().split(" ")[1]);
    Map<String, String> headers = new TreeMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    String length = headers.get("content-length");
    if (length == null && status != 204 && status != 304)
      throw new IOException("Expected an answer with a Content-Length, but it has " + headers);
    byte[] body = length == null ? new byte[0] : in.readNBytes(Integer.parseInt(length));
    return new Reply(status, headers, new String(body, StandardCharsets.UTF_8));
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder(64);
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) throw new EOFException("Expected an answer, but the service closed");
      if (c != '\r') line.append((char) c);
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
