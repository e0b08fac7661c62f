package io.weir.apirules;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * A request that somebody might send.
 *
 * @param operation what it asks for
 * @param target path and query, percent-encoded
 * @param headers name, value, name, value
 * @param body empty when it has none
 */
public record Request(Operation operation, String target, List<String> headers, byte[] body) {
  private static final int SHOWN = 4000;

  /** What to send again to see the same. */
  @Override
  public String toString() {
    String text = new String(body, StandardCharsets.UTF_8);
    return operation.method()
        + " "
        + target
        + " "
        + headers
        + "\n"
        + (text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Request o
        && operation.equals(o.operation)
        && target.equals(o.target)
        && headers.equals(o.headers)
        && Arrays.equals(body, o.body);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(body) * 31 + target.hashCode();
  }
}
