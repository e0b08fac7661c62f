package io.weir.apirules;

import java.util.List;
import java.util.Map;

/**
 * A request and what it was answered.
 *
 * @param method of the request, in capitals
 * @param target its path and query, percent-encoded
 * @param status of the answer
 * @param headers of the answer, names in lower case
 * @param body of the answer as text; empty when it has none
 */
public record Exchange(
    String method, String target, int status, Map<String, List<String>> headers, String body) {
  public Exchange {
    headers = Map.copyOf(headers);
  }

  String path() {
    return target.replaceFirst("\\?.*", "");
  }

  String header(String name) {
    return headers.getOrDefault(name, List.of("")).getFirst();
  }

  /** The media type without parameters. */
  String mediaType() {
    return header("content-type").replaceFirst(";.*", "").strip();
  }
}
