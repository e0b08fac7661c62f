package io.weir.command.api;

import io.weir.appmanager.BodySyntax;
import io.weir.appmanager.BodyWriter;
import io.weir.appmanager.SavepointResource;
import io.weir.command.gate.Answer;
import io.weir.command.gate.CommandRequest;
import io.weir.command.view.DeploymentView;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** Answers in the client's syntax, with what a client may want to know about its write. */
public final class Answers {
  private final ReadModels readModels;

  public Answers(ReadModels readModels) {
    this.readModels = readModels;
  }

  /** The answer to a command; waits for the read models unless the client would rather not. */
  ResponseEntity<byte[]> of(
      HttpServletRequest request, CommandRequest command, BodySyntax syntax, Answer.Given given) {
    Answer answer = given.answer();
    Preferences preferences = Preferences.of(request.getHeaders("Prefer"));
    boolean minimal =
        preferences.returnMinimal()
            && answer.status() == 200
            && answer.content() instanceof Answer.Content.Deployment;
    HttpHeaders headers = new HttpHeaders();
    // A preview has no place in the log.
    if (!given.preview()) {
      boolean visible = !preferences.respondAsync() && readModels.hold(given.position());
      headers.set("Weir-Position", given.position());
      headers.set("Weir-Visible", Boolean.toString(visible));
    }
    headers.set(RequestHeaders.CORRELATION_ID, command.correlationId().toString());
    if (!given.preview() && hasOwnVersion(answer))
      headers.set(HttpHeaders.ETAG, "\"" + answer.version() + "\"");
    if (given.replayed()) headers.set("Idempotency-Replayed", "true");
    if (minimal) {
      headers.set("Preference-Applied", "return=minimal");
      return new ResponseEntity<>(headers, HttpStatus.NO_CONTENT);
    }
    headers.set(HttpHeaders.CONTENT_TYPE, syntax.mediaType());
    return new ResponseEntity<>(body(answer, syntax), headers, answer.status());
  }

  /** Sends an answer as Spring would. */
  static void send(ResponseEntity<byte[]> answer, HttpServletResponse response) throws IOException {
    response.setStatus(answer.getStatusCode().value());
    answer
        .getHeaders()
        .forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
    byte[] body = answer.getBody();
    if (body == null) return;
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  private static byte[] body(Answer answer, BodySyntax syntax) {
    return switch (answer.content()) {
      case Answer.Content.Rendered rendered -> BodyWriter.write(rendered.body(), syntax);
      case Answer.Content.Deployment deployment ->
          BodyWriter.write(DeploymentView.of(deployment.recorded()), syntax);
    };
  }

  /** A savepoint has none here: the answer carries its deployment's. */
  private static boolean hasOwnVersion(Answer answer) {
    return !(answer.content() instanceof Answer.Content.Rendered rendered)
        || !rendered.body().path("kind").asString().equals(SavepointResource.KIND);
  }

  static BodySyntax syntax(HttpServletRequest request) {
    return BodySyntax.ofAnswer(Optional.ofNullable(request.getHeader(HttpHeaders.ACCEPT)));
  }
}
