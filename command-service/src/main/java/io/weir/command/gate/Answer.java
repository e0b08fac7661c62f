package io.weir.command.gate;

import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * What a command is answered, by its own account.
 *
 * @param status the HTTP status of success
 * @param body the resource
 * @param version its resource version: the number of events of the aggregate
 * @param aggregateId what the command was about
 */
public record Answer(int status, JsonNode body, long version, UUID aggregateId) {
  /**
   * The answer of a command that is done.
   *
   * @param answer what it is answered
   * @param position where its newest event is: {@code <partition>:<index>}; empty: the answer is a
   *     preview, and there is none
   * @param replayed whether it was given before
   */
  public record Given(Answer answer, String position, boolean replayed) {
    /** Whether nothing was recorded. */
    public boolean preview() {
      return position.isEmpty();
    }
  }

  /**
   * An answer as it is kept for a repeat.
   *
   * @param answer what the command is answered
   * @param index of its newest event; absent when the command was committed in a group, where it is
   *     not known in time: then it is the one that made the answer's version
   */
  public record Kept(Answer answer, Optional<Long> index) {}
}
