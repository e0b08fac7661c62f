package io.weir.gateway.proxy;

import io.weir.gateway.route.BodyKind;
import io.weir.gateway.route.Route;
import io.weir.gateway.route.Routes;
import io.weir.gateway.route.Upstream;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import org.apache.coyote.CloseNowException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries requests to the services and their answers back. */
public final class ProxyServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(ProxyServlet.class);
  private static final int CHUNK = 16 * 1024;

  private final transient HttpClient client;
  private final transient Map<Upstream, URI> upstreams;
  private final transient Problems problems;
  private final transient Map<BodyKind, Limits> limits;

  /**
   * What a request may cost.
   *
   * @param answerWithin until the service's answer begins; its body may then take any time
   * @param bodyBytes of the request
   */
  public record Limits(Duration answerWithin, long bodyBytes) {}

  /**
   * @param limits for each kind of body
   */
  public ProxyServlet(
      HttpClient client,
      Map<Upstream, URI> upstreams,
      Problems problems,
      Map<BodyKind, Limits> limits) {
    this.client = client;
    this.upstreams = Map.copyOf(upstreams);
    this.problems = problems;
    this.limits = Map.copyOf(limits);
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    switch (Routes.route(request.getMethod(), request.getRequestURI())) {
      case Route.To(Upstream upstream, BodyKind body) ->
          forward(request, response, upstream, limits.get(body));
      case Route.Malformed(String fault) ->
          problems.answer(
              request,
              response,
              Refusal.MALFORMED_PATH,
              "The path of the request is refused: " + fault + ".");
      case Route.Unknown unknown ->
          problems.answer(
              request,
              response,
              Refusal.UNKNOWN_PATH,
              "Nothing is served under "
                  + request.getRequestURI()
                  + "; the API is under /api/v1/namespaces/{namespace}.");
      case Route.NotServed(String family) ->
          problems.answer(
              request,
              response,
              Refusal.NOT_IMPLEMENTED,
              "Weir does not serve the paths for "
                  + family
                  + ". Deployments of JAR artifacts are served under /api/v1/namespaces/{namespace}.");
      case Route.MethodRefused refused -> {
        problems.answer(
            request,
            response,
            Refusal.METHOD_NOT_ALLOWED,
            "The method " + request.getMethod() + " is not served.");
      }
    }
  }

  private void forward(
      HttpServletRequest request, HttpServletResponse response, Upstream upstream, Limits limits)
      throws IOException {
    if (request.getContentLengthLong() > limits.bodyBytes()) {
      refuseLongBody(request, response, limits);
      return;
    }
    URI target;
    try {
      target = target(upstream, request);
    } catch (IllegalArgumentException notAUri) {
      problems.answer(
          request,
          response,
          Refusal.MALFORMED_QUERY,
          "The query of the request holds characters that must be percent-encoded.");
      return;
    }
    BoundedInput body = new BoundedInput(request.getInputStream(), limits.bodyBytes());
    HttpResponse<InputStream> answer;
    try {
      answer = client.send(requestTo(target, request, body, limits), BodyHandlers.ofInputStream());
    } catch (IOException failure) {
      if (body.exceeded()) {
        refuseLongBody(request, response, limits);
      } else {
        explain(failure, upstream, request, response, limits);
      }
      return;
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      unavailable(upstream, request, response);
      return;
    }
    try (InputStream bytes = answer.body()) {
      copyHead(answer, upstreams.get(upstream), response);
      copyBody(bytes, response.getOutputStream());
    } catch (IOException brokenOff) {
      LOG.warn(
          "{} {} ended before its answer was complete: {}",
          request.getMethod(),
          request.getRequestURI(),
          brokenOff.toString());
      // Closes the connection without an end mark, so that the client sees a broken answer as one.
      throw new CloseNowException(brokenOff);
    }
  }

  private URI target(Upstream upstream, HttpServletRequest request) {
    String query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
    return URI.create(upstreams.get(upstream) + request.getRequestURI() + query);
  }

  private HttpRequest requestTo(
      URI target, HttpServletRequest request, BoundedInput body, Limits limits) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(target)
            .timeout(limits.answerWithin())
            .method(request.getMethod(), publisher(request, body));
    Set<String> named =
        HeaderRules.namedBy(Collections.list(request.getHeaders("Connection")).stream());
    for (String name : Collections.list(request.getHeaderNames())) {
      if (HeaderRules.passesUp(name, named)) {
        Collections.list(request.getHeaders(name)).forEach(value -> builder.header(name, value));
      }
    }
    builder.header("X-Forwarded-For", request.getRemoteAddr());
    builder.header("X-Forwarded-Proto", request.getScheme());
    if (request.getHeader("Host") != null) {
      builder.header("X-Forwarded-Host", request.getHeader("Host"));
    }
    return builder.build();
  }

  private static BodyPublisher publisher(HttpServletRequest request, BoundedInput body) {
    long length = request.getContentLengthLong();
    if (length > 0) {
      return BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> body), length);
    }
    return request.getHeader("Transfer-Encoding") == null
        ? BodyPublishers.noBody()
        : BodyPublishers.ofInputStream(() -> body);
  }

  private static void copyHead(
      HttpResponse<InputStream> answer, URI upstream, HttpServletResponse response) {
    response.setStatus(answer.statusCode());
    Set<String> named = HeaderRules.namedBy(answer.headers().allValues("Connection").stream());
    answer
        .headers()
        .map()
        .forEach(
            (name, values) -> {
              if (HeaderRules.passesDown(name, named)) {
                values.forEach(
                    value ->
                        response.addHeader(
                            name,
                            name.equalsIgnoreCase("location")
                                ? HeaderRules.locationForClient(value, upstream)
                                : value));
              }
            });
  }

  /** Flushes after each piece: a stream of events must not wait for a full buffer. */
  private static void copyBody(InputStream from, OutputStream to) throws IOException {
    byte[] chunk = new byte[CHUNK];
    for (int count = from.read(chunk); count >= 0; count = from.read(chunk)) {
      to.write(chunk, 0, count);
      to.flush();
    }
  }

  private void explain(
      IOException failure,
      Upstream upstream,
      HttpServletRequest request,
      HttpServletResponse response,
      Limits limits)
      throws IOException {
    LOG.warn(
        "{} {}: the {} failed: {}",
        request.getMethod(),
        request.getRequestURI(),
        nameOf(upstream),
        failure.toString());
    if (failure instanceof ConnectException || failure instanceof HttpConnectTimeoutException) {
      unavailable(upstream, request, response);
    } else if (failure instanceof HttpTimeoutException) {
      problems.answer(
          request,
          response,
          Refusal.UPSTREAM_TIMEOUT,
          "The %s did not answer within %d s. A command may have taken effect: repeat it with the same Idempotency-Key, or read the resource."
              .formatted(nameOf(upstream), limits.answerWithin().toSeconds()));
    } else {
      problems.answer(
          request,
          response,
          Refusal.UPSTREAM_BROKE_OFF,
          "The %s broke off before its answer. A command may have taken effect: repeat it with the same Idempotency-Key, or read the resource."
              .formatted(nameOf(upstream)));
    }
  }

  private void unavailable(
      Upstream upstream, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    problems.answer(
        request,
        response,
        Refusal.UPSTREAM_UNAVAILABLE,
        "The %s is not there at the moment; nothing was done. Try again in a moment."
            .formatted(nameOf(upstream)));
  }

  private void refuseLongBody(
      HttpServletRequest request, HttpServletResponse response, Limits limits) throws IOException {
    problems.answer(
        request,
        response,
        Refusal.BODY_TOO_LARGE,
        "The body of the request is longer than " + limits.bodyBytes() + " bytes.");
  }

  private static String nameOf(Upstream upstream) {
    return switch (upstream) {
      case COMMAND -> "command service";
      case PROJECTION -> "projection service";
      case EXECUTOR -> "executor";
    };
  }
}
