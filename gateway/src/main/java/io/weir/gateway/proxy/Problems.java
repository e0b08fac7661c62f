package io.weir.gateway.proxy;

import io.weir.appmanager.PlatformProblem;
import io.weir.appmanager.ProblemBody;
import io.weir.appmanager.ResourceJson;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;

/** Writes the gateway's own refusals in the form that every service uses. */
public final class Problems {
  private static final String RETRY_AFTER_SECONDS = "1";

  private final Clock clock;

  public Problems(Clock clock) {
    this.clock = clock;
  }

  /**
   * Answers with a problem. Does nothing when an answer has begun: what was sent cannot be unsaid.
   *
   * @param message what is wrong, where, and what to do
   */
  void answer(
      HttpServletRequest request, HttpServletResponse response, Refusal refusal, String message)
      throws IOException {
    if (response.isCommitted()) {
      return;
    }
    response.reset();
    response.setStatus(refusal.status());
    response.setContentType("application/problem+json");
    if (refusal.retryable()) {
      response.setHeader("Retry-After", RETRY_AFTER_SECONDS);
    }
    ProblemBody body =
        ProblemBody.of(
            clock.instant(),
            refusal.status(),
            refusal.phrase(),
            refusal.name(),
            message,
            request.getRequestURI(),
            List.of(),
            refusal.retryable());
    byte[] bytes = ResourceJson.mapper().writeValueAsBytes(PlatformProblem.of(body));
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }
}
