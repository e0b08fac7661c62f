package io.weir.command.api;

import io.weir.appmanager.BodySyntax;
import io.weir.appmanager.BodyWriter;
import io.weir.appmanager.PlatformProblem;
import io.weir.appmanager.ProblemBody;
import io.weir.appmanager.RefusedBodyException;
import io.weir.appmanager.ResourceJson;
import io.weir.command.artifact.RefusedArtifactException;
import io.weir.command.decide.RefusalCode;
import io.weir.command.decide.RefusedCommandException;
import io.weir.command.deployment.StaleVersionException;
import io.weir.command.gate.ContendedException;
import io.weir.command.gate.KeyReusedException;
import io.weir.command.gate.NoMasterKeyException;
import io.weir.command.plain.StaleResourceException;
import io.weir.command.seal.UnopenedSecretException;
import io.weir.command.store.EventTooLargeException;
import io.weir.command.store.OutcomeUnknownException;
import io.weir.command.store.StoreUnavailableException;
import io.weir.command.view.DeploymentView;
import io.weir.events.wire.UndecodableException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;

/** Everything that is no success, as a problem body. */
@RestControllerAdvice
public final class ProblemAdvice {
  private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

  private final InstantSource clock;

  public ProblemAdvice(InstantSource clock) {
    this.clock = clock;
  }

  private record Fault(
      int status, String code, String message, List<ProblemBody.Fault> errors, boolean retryable) {
    Fault(int status, String code, Exception e, boolean retryable) {
      this(status, code, e.getMessage(), List.of(), retryable);
    }
  }

  @ExceptionHandler(StaleVersionException.class)
  ResponseEntity<byte[]> stale(StaleVersionException e, HttpServletRequest request) {
    return stale(e, e.current().version(), DeploymentView.of(e.current()), request);
  }

  @ExceptionHandler(StaleResourceException.class)
  ResponseEntity<byte[]> stale(StaleResourceException e, HttpServletRequest request) {
    return stale(e, e.version(), e.resource(), request);
  }

  private ResponseEntity<byte[]> stale(
      Exception e, long version, Object resource, HttpServletRequest request) {
    ProblemBody plain = body(new Fault(412, "STALE_VERSION", e, false), request);
    return answer(
        new ProblemBody(
            plain.timestamp(),
            plain.status(),
            plain.error(),
            plain.reason(),
            plain.message(),
            plain.path(),
            plain.code(),
            plain.errors(),
            plain.retryable(),
            Optional.of(version),
            Optional.of(ResourceJson.mapper().valueToTree(resource))),
        request);
  }

  @ExceptionHandler(Exception.class)
  ResponseEntity<byte[]> any(Exception e, HttpServletRequest request) {
    return answer(body(fault(e, request), request), request);
  }

  private static Fault fault(Exception e, HttpServletRequest request) {
    return switch (e) {
      case RefusedBodyException bad ->
          new Fault(bad.code().status(), bad.code().name(), bad.getMessage(), bad.faults(), false);
      case RefusedCommandException refused ->
          new Fault(
              status(refused.code()),
              refused.code().name(),
              refused.getMessage(),
              refused.faults().stream()
                  .map(f -> new ProblemBody.Fault(f.pointer(), f.detail()))
                  .toList(),
              refused.code() == RefusalCode.TRANSITION_UNDER_WAY);
      case RefusedArtifactException refused -> {
        if (refused.getCause() != null)
          LOG.warn("{} {}: {}", request.getMethod(), request.getRequestURI(), cause(refused));
        yield new Fault(
            refused.code().status(),
            refused.code().name(),
            refused,
            refused.code() == RefusedArtifactException.Code.STORAGE_UNAVAILABLE);
      }
      case MaxUploadSizeExceededException large ->
          new Fault(
              413,
              RefusedArtifactException.Code.ARTIFACT_TOO_LARGE.name(),
              "The file is longer than an artifact may be. What is larger is put elsewhere and used by"
                  + " its URI",
              List.of(),
              false);
      case MultipartException bad ->
          new Fault(
              400,
              RefusedArtifactException.Code.FILE_EXPECTED.name(),
              "Expected a multipart/form-data body with the file in the field 'file', but it cannot be"
                  + " read as one",
              List.of(),
              false);
      case MissingServletRequestParameterException missing ->
          new Fault(
              400,
              "INVALID_PARAMETER",
              "Expected the query parameter " + missing.getParameterName() + ", but it is missing",
              List.of(),
              false);
      case NoMasterKeyException none -> new Fault(501, "NO_MASTER_KEY", none, false);
      case UnopenedSecretException sealed -> {
        LOG.error("{} {}: {}", request.getMethod(), request.getRequestURI(), sealed.getMessage());
        yield new Fault(500, "UNOPENED_SECRET", sealed, false);
      }
      case BadParameterException bad -> new Fault(400, "INVALID_PARAMETER", bad, false);
      case BadHeaderException bad -> new Fault(400, "INVALID_HEADER", bad, false);
      case UnknownNamespaceException bad -> new Fault(404, "UNKNOWN_NAMESPACE", bad, false);
      case AggregateNotFoundException gone ->
          new Fault(404, "NOT_FOUND", "There is no such deployment", List.of(), false);
      case ContendedException contended -> new Fault(409, "CONTENDED", contended, true);
      case KeyReusedException reused -> new Fault(422, "IDEMPOTENCY_KEY_REUSED", reused, false);
      case EventTooLargeException large -> new Fault(413, "EVENT_TOO_LARGE", large, false);
      case OutcomeUnknownException unknown -> {
        LOG.warn("{} {}: {}", request.getMethod(), request.getRequestURI(), cause(unknown));
        yield new Fault(503, "OUTCOME_UNKNOWN", unknown, true);
      }
      case StoreUnavailableException unavailable -> {
        LOG.warn("{} {}: {}", request.getMethod(), request.getRequestURI(), cause(unavailable));
        yield new Fault(
            503,
            "STORE_UNAVAILABLE",
            "The event store does not answer in time, and nothing happened. Send the request again in"
                + " a moment",
            List.of(),
            true);
      }
      case UndecodableException unreadable -> {
        LOG.error("{} {}", request.getMethod(), request.getRequestURI(), unreadable);
        yield new Fault(500, "UNREADABLE_EVENT", unreadable, false);
      }
      case InvalidParameterException bad ->
          new Fault(
              400,
              "INVALID_PARAMETER",
              "Expected a query of name=value pairs, percent-encoded and joined by &, but it cannot be"
                  + " read as one",
              List.of(),
              false);
      case MethodArgumentTypeMismatchException bad ->
          new Fault(
              400,
              "INVALID_PARAMETER",
              "Expected the query parameter " + bad.getName() + " to be true or false",
              List.of(),
              false);
      case ErrorResponse spring -> ofSpring(spring, request);
      default -> {
        LOG.error("{} {}", request.getMethod(), request.getRequestURI(), e);
        yield new Fault(
            500,
            "INTERNAL_ERROR",
            "Weir failed to handle the request, and its log says why. The command may have happened:"
                + " look at the resource before you repeat it",
            List.of(),
            false);
      }
    };
  }

  private static Fault ofSpring(ErrorResponse spring, HttpServletRequest request) {
    HttpStatus status = HttpStatus.valueOf(spring.getStatusCode().value());
    return new Fault(
        status.value(),
        status.name(),
        switch (status) {
          case NOT_FOUND ->
              "There is nothing at " + request.getRequestURI() + " in the command service";
          case METHOD_NOT_ALLOWED ->
              request.getMethod() + " is not allowed at " + request.getRequestURI();
          default -> status.getReasonPhrase();
        },
        List.of(),
        false);
  }

  private static int status(RefusalCode code) {
    return switch (code) {
      case NOT_FOUND, SAVEPOINT_NOT_FOUND, JOB_NOT_FOUND, UNKNOWN_NAMESPACE -> 404;
      case INVALID_SPEC, IMMUTABLE_FIELD, NO_ACTIVE_JOB -> 400;
      case NAME_TAKEN,
          NAMESPACE_TERMINATING,
          ALWAYS_THERE,
          ID_TAKEN,
          STILL_REFERENCED,
          TARGET_GONE,
          NO_RESTORE_POINT,
          NOTHING_TO_SUSPEND,
          TRANSITION_UNDER_WAY,
          NOT_WANTED_RUNNING,
          RUNS_THAT_TEMPLATE,
          SAVEPOINT_NOT_COMPLETE,
          DATA_BEING_DELETED,
          NOT_DELETED,
          SAVEPOINT_STARTED,
          SAVEPOINT_BEING_DELETED,
          SAVEPOINT_PINNED,
          NOT_PINNED,
          SAVEPOINT_IN_USE,
          SAVEPOINT_SHARED,
          STILL_WANTED,
          SESSION_CLUSTER_IN_USE,
          SESSION_CLUSTER_RUNS,
          JOB_STILL_RUNS ->
          409;
      case SAVEPOINT_DIRECTORY_MISSING -> 422;
      case NOT_SUPPORTED -> 501;
    };
  }

  private ProblemBody body(Fault fault, HttpServletRequest request) {
    return ProblemBody.of(
        clock.instant().truncatedTo(ChronoUnit.MICROS),
        fault.status(),
        HttpStatus.valueOf(fault.status()).getReasonPhrase(),
        fault.code(),
        fault.message(),
        request.getRequestURI(),
        fault.errors(),
        fault.retryable());
  }

  private static ResponseEntity<byte[]> answer(ProblemBody body, HttpServletRequest request) {
    BodySyntax syntax = syntax(request);
    ResponseEntity.BodyBuilder builder =
        ResponseEntity.status(body.status()).header(HttpHeaders.CONTENT_TYPE, syntax.mediaType());
    if (body.status() == 503 || (body.status() == 409 && body.retryable()))
      builder.header(HttpHeaders.RETRY_AFTER, "1");
    return builder.body(BodyWriter.write(PlatformProblem.of(body), syntax));
  }

  private static BodySyntax syntax(HttpServletRequest request) {
    if (PlatformProblem.isPlatform(request.getRequestURI())) return BodySyntax.JSON;
    try {
      return Answers.syntax(request);
    } catch (RefusedBodyException e) {
      return BodySyntax.JSON;
    }
  }

  private static String cause(Exception e) {
    return e.getCause() == null ? e.getMessage() : e.getCause().toString();
  }
}
