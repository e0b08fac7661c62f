package io.weir.standalone.clients;

import io.weir.standalone.client.Answer;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/** What clients take for granted of an answer. */
final class Expect {
  private Expect() {}

  /** One of these statuses, and JSON that says it is JSON. */
  static Answer json(Answer answer, Integer... statuses) {
    status(answer, statuses);
    that(
        answer.header("Content-Type").orElse("").contains("application/json")
            && answer.body().isObject(),
        "a JSON object of type application/json",
        answer);
    return answer;
  }

  static Answer status(Answer answer, Integer... statuses) {
    that(List.of(statuses).contains(answer.status()), "status " + List.of(statuses), answer);
    return answer;
  }

  /** A refusal as clients read it: an object whose {@code message} is a text. */
  static Answer refusal(Answer answer, int status, String told) {
    json(answer, status);
    that(
        answer.body().path("message").isString() && answer.text("/message").contains(told),
        "a message with '" + told + "'",
        answer);
    return answer;
  }

  static void equal(Object expected, Object actual, String what) {
    that(Objects.equals(expected, actual), what + " to be " + expected, actual);
  }

  /** The text at a pointer of an answer. */
  static Answer text(Answer answer, String pointer, String expected) {
    that(answer.text(pointer).equals(expected), pointer + " to be " + expected, answer);
    return answer;
  }

  /** The items of a list, which is an array even when it is empty. */
  static List<JsonNode> items(Answer answer) {
    json(answer, 200);
    that(answer.body().path("items").isArray(), "an array of items", answer);
    return List.copyOf(answer.body().path("items").values());
  }

  static void that(boolean holds, String expected, Object actual) {
    if (!holds) {
      throw new UnexpectedAnswerException("Expected " + expected + ", but got " + actual);
    }
  }
}
