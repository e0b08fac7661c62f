package io.weir.appmanager.server;

import io.weir.appmanager.PlatformProblem;
import io.weir.appmanager.ProblemBody;
import io.weir.appmanager.ResourceJson;
import java.io.IOException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.Container;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;
import tools.jackson.core.json.JsonWriteFeature;

/**
 * Answers what the server cannot take for a request with a problem (app-manager-api.md A.6) instead
 * of a page. Clients that read every answer as JSON break at a page.
 */
public final class ProblemValve extends ErrorReportValve {
  private final InstantSource clock;

  private ProblemValve(InstantSource clock) {
    this.clock = clock;
  }

  /** Has it report for a host; otherwise a host adds a valve that writes pages. */
  public static void install(Container host, InstantSource clock) {
    if (host instanceof StandardHost standard)
      standard.setErrorReportValveClass(ProblemValve.class.getName());
    host.getPipeline().addValve(new ProblemValve(clock));
  }

  @Override
  protected void report(Request request, Response response, Throwable throwable) {
    boolean answered = response.getStatus() < 400 || response.getContentWritten() > 0;
    if (answered || !response.setErrorReported() || !mayWrite(response)) return;
    Refusal refusal = Refusal.of(response.getStatus());
    Optional<String> path = Optional.ofNullable(request.getRequestURI());
    ProblemBody problem =
        ProblemBody.of(
            clock.instant().truncatedTo(ChronoUnit.MICROS),
            response.getStatus(),
            refusal.phrase(),
            refusal.code(),
            refusal.message(),
            path.orElse(""),
            List.of(),
            false);
    try {
      response.setContentType("application/json");
      // What is not ASCII is escaped: the writer has no other encoding yet.
      response
          .getReporter()
          .write(
              ResourceJson.mapper()
                  .writer()
                  .with(JsonWriteFeature.ESCAPE_NON_ASCII)
                  .writeValueAsString(path.isPresent() ? PlatformProblem.of(problem) : problem));
      response.finishResponse();
    } catch (IOException | IllegalStateException gone) {
      // The client does not read any more; nobody is left to tell.
      container.getLogger().debug("Expected to answer a problem, but the client is gone", gone);
    }
  }

  private static boolean mayWrite(Response response) {
    AtomicBoolean allowed = new AtomicBoolean();
    response.getCoyoteResponse().action(ActionCode.IS_IO_ALLOWED, allowed);
    return allowed.get();
  }

  /** What the server objects to. */
  private record Refusal(String phrase, String code, String message) {
    static Refusal of(int status) {
      return switch (status) {
        case 400 ->
            new Refusal(
                "Bad Request",
                "MALFORMED_REQUEST",
                "Expected a request of HTTP/1.1 whose first line and headers are well-formed and at"
                    + " most 8 KB long together. Shorten the query and the headers, or"
                    + " percent-encode what is no plain text");
        case 414 ->
            new Refusal(
                "URI Too Long",
                "URI_TOO_LONG",
                "Expected a request whose first line is at most 8 KB long. Shorten the query");
        case 431 ->
            new Refusal(
                "Request Header Fields Too Large",
                "HEADERS_TOO_LARGE",
                "Expected a request whose headers are at most 8 KB long together. Send shorter or"
                    + " fewer headers");
        default ->
            new Refusal(
                status < 500 ? "Refused" : "Failed",
                status < 500 ? "REFUSED_BY_SERVER" : "SERVER_FAILED",
                "The HTTP server answered the request with status "
                    + status
                    + " before anything was done");
      };
    }
  }
}
