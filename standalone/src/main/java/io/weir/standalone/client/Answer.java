package io.weir.standalone.client;

import java.net.http.HttpHeaders;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What a request was answered.
 *
 * @param status the HTTP status
 * @param headers as they came
 * @param body the JSON body; a missing node when there was none
 */
public record Answer(int status, HttpHeaders headers, JsonNode body) {
  /** Whether the request succeeded. */
  public boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  /** The first value of a header. */
  public Optional<String> header(String name) {
    return headers.firstValue(name);
  }

  /** The text at a JSON pointer; the empty text when there is nothing. */
  public String text(String pointer) {
    return body.at(pointer).asString("");
  }

  /** The number at a JSON pointer; 0 when there is nothing. */
  public long number(String pointer) {
    return body.at(pointer).asLong(0);
  }
}
