package io.weir.command.api;

import io.weir.appmanager.BodyReader;
import io.weir.appmanager.BodySyntax;
import io.weir.command.gate.Answer;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Bodies of the Platform API: JSON, and the resource below its own name. */
final class PlatformBodies {
  private PlatformBodies() {}

  static ObjectNode tree(HttpServletRequest request, byte[] body) {
    return BodyReader.read(
        body,
        Optional.of(
            BodySyntax.ofRequest(Optional.ofNullable(request.getContentType()))
                .orElse(BodySyntax.JSON)));
  }

  /** The answer with its resource as member {@code name} of the body; a preview as it is. */
  static Answer.Given below(String name, Answer.Given given) {
    if (given.preview()) return given;
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.set(name, given.answer().body());
    return withBody(given, body);
  }

  /** The answer with nothing in its body; a preview as it is. */
  static Answer.Given empty(Answer.Given given) {
    if (given.preview()) return given;
    return withBody(given, JsonNodeFactory.instance.objectNode());
  }

  static Answer.Given withBody(Answer.Given given, ObjectNode body) {
    Answer answer = given.answer();
    return new Answer.Given(
        Answer.of(answer.status(), body, answer.version(), answer.aggregateId()),
        given.position(),
        given.replayed());
  }
}
