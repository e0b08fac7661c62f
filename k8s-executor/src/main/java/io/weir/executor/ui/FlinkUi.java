package io.weir.executor.ui;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.weir.appmanager.PlatformProblem;
import io.weir.appmanager.ProblemBody;
import io.weir.appmanager.ResourceJson;
import io.weir.executor.deployment.decide.JobIntent;
import io.weir.executor.deployment.decide.Seen;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code GET /flink-ui/namespaces/{namespace}/jobs/{jobId}/…}: what the job's JobManager answers.
 * Whom to ask follows from the log, never from the request; of the request's headers none is passed
 * on. The page's scripts are the image's, which the platform's users choose: so they run in an
 * origin of no one's, and reach nothing but these calls.
 */
public final class FlinkUi implements HttpHandler {
  /** Below this all paths are. */
  public static final String ROOT = "/flink-ui/";

  private static final Pattern PATH =
      Pattern.compile(
          ROOT
              + "namespaces/([a-z0-9](?:[a-z0-9-]*[a-z0-9])?)/jobs/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(/.*)?");

  private static final String POLICY =
      "sandbox allow-scripts allow-popups; default-src 'self' 'unsafe-inline' data: blob:;"
          + " frame-ancestors 'self'; form-action 'none'; base-uri 'self'";

  private final BiFunction<String, UUID, Optional<JobIntent>> jobs;
  private final Function<JobIntent, Seen<URI>> jobManagers;
  private final HttpClient http;
  private final InstantSource clock;
  private final Limits limits;

  /**
   * What one call may cost.
   *
   * @param within until the answer is complete
   * @param bytes of the answer
   */
  public record Limits(Duration within, int bytes) {
    /** Twice the largest file of the UI of Flink 2.3, and as long as a person waits. */
    public static final Limits DEFAULT = new Limits(Duration.ofSeconds(10), 16 << 20);
  }

  /**
   * @param jobs the job of an id whose cluster the log does not show as removed, by namespace
   * @param jobManagers where a job's JobManager listens now
   * @param http follows no redirects
   */
  public FlinkUi(
      BiFunction<String, UUID, Optional<JobIntent>> jobs,
      Function<JobIntent, Seen<URI>> jobManagers,
      HttpClient http,
      InstantSource clock,
      Limits limits) {
    this.jobs = jobs;
    this.jobManagers = jobManagers;
    this.http = http;
    this.clock = clock;
    this.limits = limits;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      try {
        answer(exchange);
      } catch (UiProblemException problem) {
        explain(exchange, problem);
      }
    }
  }

  private void answer(HttpExchange exchange) throws IOException, UiProblemException {
    Matcher path = PATH.matcher(exchange.getRequestURI().getRawPath());
    if (!path.matches())
      throw new UiProblemException(
          UiProblem.UNKNOWN_PATH,
          "Expected " + ROOT + "namespaces/{namespace}/jobs/{jobId}/, a job id being a UUID.");
    if (!List.of("GET", "HEAD").contains(exchange.getRequestMethod()))
      throw new UiProblemException(
          UiProblem.METHOD_NOT_ALLOWED,
          "Flink's web UI can only be looked at here; what is to change is said to Weir.");
    String rest = path.group(3);
    // The page names its files relative to its own path.
    if (rest == null) redirect(exchange, path.group(2) + "/");
    else {
      UiCall call = UiCall.of(rest, Optional.ofNullable(exchange.getRequestURI().getRawQuery()));
      URI jobManager = jobManager(path.group(1), UUID.fromString(path.group(2)));
      switch (call) {
        case UiCall.Rest question ->
            carry(exchange, jobManager, question.path(), "application/json");
        case UiCall.Asset file -> carry(exchange, jobManager, file.path(), file.contentType());
        case UiCall.Refused refused ->
            throw new UiProblemException(
                UiProblem.CALL_REFUSED,
                "Of Flink's REST interface only what shows jobs, TaskManagers and metrics can be"
                    + " read here; logs are read through Weir.");
      }
    }
  }

  private URI jobManager(String namespace, UUID jobId) throws UiProblemException {
    JobIntent job =
        jobs.apply(namespace, jobId)
            .orElseThrow(
                () ->
                    new UiProblemException(
                        UiProblem.JOB_NOT_FOUND,
                        "Namespace %s has no job %s that goes on; the history of ended ones is under /api/v1/namespaces/%s/jobs/%s."
                            .formatted(namespace, jobId, namespace, jobId)));
    return switch (jobManagers.apply(job)) {
      case Seen.Present<URI> there -> there.value();
      case Seen.Absent<URI> none ->
          throw new UiProblemException(
              UiProblem.FLINK_UNAVAILABLE,
              "The job has no JobManager at the moment: it is starting, or being replaced.");
      case Seen.Unknown<URI> unknown ->
          throw new UiProblemException(
              UiProblem.FLINK_UNAVAILABLE,
              "Where the JobManager is could not be asked: " + unknown.why() + ".");
    };
  }

  private void carry(HttpExchange exchange, URI jobManager, String path, String contentType)
      throws IOException, UiProblemException {
    HttpResponse<byte[]> answer = ask(jobManager, path);
    boolean fine = answer.statusCode() == 200;
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", fine ? contentType : "application/json");
    headers.set("Content-Security-Policy", POLICY);
    send(exchange, answer.statusCode(), answer.body());
  }

  private HttpResponse<byte[]> ask(URI jobManager, String path) throws UiProblemException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(jobManager + path)).build();
    CompletableFuture<HttpResponse<byte[]>> asked =
        http.sendAsync(request, BoundedBody.of(limits.bytes()));
    try {
      HttpResponse<byte[]> answer = asked.get(limits.within().toMillis(), TimeUnit.MILLISECONDS);
      // A JobManager that does not lead, or is none: whoever looks is not sent to where it says.
      if (answer.statusCode() / 100 == 3)
        throw new UiProblemException(
            UiProblem.FLINK_BROKE_OFF, "The JobManager sends to another address.");
      return answer;
    } catch (TimeoutException late) {
      asked.cancel(true);
      throw new UiProblemException(
          UiProblem.FLINK_TIMEOUT,
          "The JobManager gave no whole answer within %d ms."
              .formatted(limits.within().toMillis()));
    } catch (ExecutionException failure) {
      throw failure.getCause() instanceof ConnectException
          ? new UiProblemException(
              UiProblem.FLINK_UNAVAILABLE, "The job's JobManager takes no connection.")
          : new UiProblemException(
              UiProblem.FLINK_BROKE_OFF,
              "The JobManager gave no whole answer: " + failure.getCause().getMessage() + ".");
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new UiProblemException(UiProblem.FLINK_UNAVAILABLE, "The executor is being stopped.");
    }
  }

  private void explain(HttpExchange exchange, UiProblemException e) throws IOException {
    UiProblem problem = e.problem();
    ProblemBody body =
        ProblemBody.of(
            clock.instant(),
            problem.status(),
            problem.phrase(),
            problem.name(),
            e.getMessage(),
            exchange.getRequestURI().getPath(),
            List.of(),
            problem.retryable());
    exchange.getResponseHeaders().set("Content-Type", "application/problem+json");
    if (problem.retryable()) exchange.getResponseHeaders().set("Retry-After", "1");
    send(
        exchange,
        problem.status(),
        ResourceJson.mapper().writeValueAsBytes(PlatformProblem.of(body)));
  }

  /**
   * The page has no origin, so it may read only what says that such pages may; Flink's script asks
   * as if it had a cookie to send, which a page without an origin has not.
   */
  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    Headers headers = exchange.getResponseHeaders();
    headers.set("Access-Control-Allow-Origin", "null");
    headers.set("Access-Control-Allow-Credentials", "true");
    headers.set("Cache-Control", "no-store");
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "no-referrer");
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, head || body.length == 0 ? -1 : body.length);
    if (!head) exchange.getResponseBody().write(body);
  }

  private static void redirect(HttpExchange exchange, String to) throws IOException {
    exchange.getResponseHeaders().set("Location", to);
    exchange.sendResponseHeaders(308, -1);
  }
}
