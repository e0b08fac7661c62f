package io.weir.command.api;

import io.weir.appmanager.BodySyntax;
import io.weir.appmanager.BodyWriter;
import io.weir.appmanager.SavepointResource;
import io.weir.command.gate.Answer;
import io.weir.command.gate.CommandRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
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
    ResponseEntity.BodyBuilder builder =
        ResponseEntity.status(answer.status())
            .header(HttpHeaders.CONTENT_TYPE, syntax.mediaType())
            .header(RequestHeaders.CORRELATION_ID, command.correlationId().toString());
    // A dry run has no place in the log.
    if (!command.dryRun()) {
      boolean visible = !prefersAsync(request) && readModels.hold(given.position());
      builder
          .header("Weir-Position", given.position())
          .header("Weir-Visible", Boolean.toString(visible));
    }
    // A savepoint has no version of its own here: the answer carries its deployment's.
    if (!command.dryRun() && !answer.body().path("kind").asString().equals(SavepointResource.KIND))
      builder.header(HttpHeaders.ETAG, "\"" + answer.version() + "\"");
    if (given.replayed()) builder.header("Idempotency-Replayed", "true");
    return builder.body(BodyWriter.write(answer.body(), syntax));
  }

  static BodySyntax syntax(HttpServletRequest request) {
    return BodySyntax.ofAnswer(Optional.ofNullable(request.getHeader(HttpHeaders.ACCEPT)));
  }

  private static boolean prefersAsync(HttpServletRequest request) {
    Enumeration<String> headers = request.getHeaders("Prefer");
    while (headers.hasMoreElements())
      if (headers.nextElement().toLowerCase(Locale.ROOT).contains("respond-async")) return true;
    return false;
  }
}
