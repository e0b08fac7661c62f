package io.weir.command.gate;

import tools.jackson.databind.JsonNode;

/**
 * What a command is answered.
 *
 * @param status the HTTP status of success
 * @param body the resource
 * @param version its resource version
 * @param position where its newest event is: {@code <partition>:<index>}
 * @param replayed whether it was given before
 */
public record Answer(int status, JsonNode body, long version, String position, boolean replayed) {
  Answer again() {
    return new Answer(status, body, version, position, true);
  }
}
