package io.weir.appmanager;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The body of every answer that is not a success (app-manager-api.md A.6, conventions.md 4.1): a
 * JSON object with a string {@code message}. Never holds a stack trace.
 *
 * @param timestamp when
 * @param status the HTTP status
 * @param error the HTTP status in words
 * @param reason the machine-readable code, under the name that existing clients read
 * @param message what is wrong, where, and what to do
 * @param path the path of the request
 * @param code the same as {@code reason}
 * @param errors every fault that was found in the body
 * @param retryable whether the same request can succeed later
 * @param currentVersion the resource version now, for a writer that was too late
 * @param current the resource now, for a writer that was too late
 */
public record ProblemBody(
    Instant timestamp,
    int status,
    String error,
    String reason,
    String message,
    String path,
    String code,
    List<Fault> errors,
    boolean retryable,
    Optional<Long> currentVersion,
    Optional<JsonNode> current) {
  public ProblemBody {
    errors = List.copyOf(errors);
  }

  /**
   * One fault in a body.
   *
   * @param pointer a JSON pointer (RFC 6901) to the field; empty: the whole body
   * @param detail what is wrong with it and what is expected
   */
  public record Fault(String pointer, String detail) {}

  /** A problem without a current resource. */
  public static ProblemBody of(
      Instant timestamp,
      int status,
      String error,
      String code,
      String message,
      String path,
      List<Fault> errors,
      boolean retryable) {
    return new ProblemBody(
        timestamp,
        status,
        error,
        code,
        message,
        path,
        code,
        errors,
        retryable,
        Optional.empty(),
        Optional.empty());
  }
}
