package io.weir.projection.api;

import io.weir.appmanager.BodySyntax;
import io.weir.appmanager.BodyWriter;
import io.weir.appmanager.PlatformProblem;
import io.weir.appmanager.ProblemBody;
import io.weir.appmanager.RefusedBodyException;
import io.weir.projection.rebuild.RebuildRunningException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingPathVariableException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Answers what cannot be answered, always with a problem body (app-manager-api.md A.6). */
@RestControllerAdvice
final class ProblemAnswers {
  private static final Logger LOG = LoggerFactory.getLogger(ProblemAnswers.class);

  private final Clock clock;

  ProblemAnswers(Clock clock) {
    this.clock = clock;
  }

  @ExceptionHandler
  ResponseEntity<byte[]> problem(Problem problem, HttpServletRequest request) {
    return answer(request, problem.code(), problem.getMessage());
  }

  @ExceptionHandler
  ResponseEntity<byte[]> wrongType(
      MethodArgumentTypeMismatchException wrong, HttpServletRequest request) {
    return answer(
        request,
        Problem.Code.BAD_PARAMETER,
        "Expected %s to be a %s, but it is '%s'."
            .formatted(
                wrong.getName(),
                wrong.getRequiredType() == null ? "value" : wrong.getRequiredType().getSimpleName(),
                shortened(String.valueOf(wrong.getValue()))));
  }

  @ExceptionHandler
  ResponseEntity<byte[]> missing(
      MissingServletRequestParameterException missing, HttpServletRequest request) {
    return answer(
        request,
        Problem.Code.BAD_PARAMETER,
        "Expected the query parameter %s, but it is missing."
            .formatted(missing.getParameterName()));
  }

  /** What is blank is no id, but Spring calls it missing. */
  @ExceptionHandler
  ResponseEntity<byte[]> blank(MissingPathVariableException blank, HttpServletRequest request) {
    return answer(
        request,
        Problem.Code.BAD_PARAMETER,
        "Expected %s to be a %s, but it is blank."
            .formatted(
                blank.getVariableName(), blank.getParameter().getParameterType().getSimpleName()));
  }

  @ExceptionHandler
  ResponseEntity<byte[]> unreadableQuery(
      InvalidParameterException unreadable, HttpServletRequest request) {
    return answer(
        request,
        Problem.Code.BAD_PARAMETER,
        "Expected a query of name=value pairs, percent-encoded and joined by &, but it cannot be read"
            + " as one.");
  }

  @ExceptionHandler
  ResponseEntity<byte[]> noPath(NoResourceFoundException none, HttpServletRequest request) {
    return answer(
        request, Problem.Code.NO_SUCH_PATH, "Expected a path of the query API, but this is none.");
  }

  @ExceptionHandler
  ResponseEntity<byte[]> wrongMethod(
      HttpRequestMethodNotSupportedException wrong, HttpServletRequest request) {
    return answer(
        request,
        Problem.Code.METHOD_NOT_ALLOWED,
        "Expected one of %s here, but got %s. Commands go to the command service."
            .formatted(wrong.getSupportedHttpMethods(), wrong.getMethod()));
  }

  @ExceptionHandler
  ResponseEntity<byte[]> running(RebuildRunningException running, HttpServletRequest request) {
    return answer(request, Problem.Code.REBUILD_RUNNING, running.getMessage());
  }

  @ExceptionHandler({DataAccessException.class, TransactionException.class})
  ResponseEntity<byte[]> database(RuntimeException failure, HttpServletRequest request) {
    LOG.warn("{} {}: {}", request.getMethod(), request.getRequestURI(), failure.toString());
    return answer(
        request,
        Problem.Code.UNAVAILABLE,
        "Expected the database to answer, but it does not. Try again in a moment.");
  }

  @ExceptionHandler
  ResponseEntity<byte[]> refused(RefusedBodyException refused, HttpServletRequest request) {
    return write(
        BodySyntax.JSON,
        request,
        refused.code().status(),
        "Not Acceptable",
        refused.code().name(),
        refused.getMessage(),
        false);
  }

  @ExceptionHandler
  ResponseEntity<byte[]> unforeseen(Exception failure, HttpServletRequest request) {
    LOG.error("{} {}", request.getMethod(), request.getRequestURI(), failure);
    return answer(
        request,
        Problem.Code.INTERNAL,
        "Expected to answer, but failed in a way that nobody foresaw; the log has the cause.");
  }

  private ResponseEntity<byte[]> answer(
      HttpServletRequest request, Problem.Code code, String message) {
    return write(
        syntax(request),
        request,
        code.status(),
        code.error(),
        code.name(),
        message,
        code.retryable());
  }

  private ResponseEntity<byte[]> write(
      BodySyntax syntax,
      HttpServletRequest request,
      int status,
      String error,
      String code,
      String message,
      boolean retryable) {
    ProblemBody body =
        ProblemBody.of(
            clock.instant().truncatedTo(ChronoUnit.MILLIS),
            status,
            error,
            code,
            message,
            request.getRequestURI(),
            List.of(),
            retryable);
    ResponseEntity.BodyBuilder answer =
        ResponseEntity.status(status).header(HttpHeaders.CONTENT_TYPE, syntax.mediaType());
    if (status == 503) answer.header(HttpHeaders.RETRY_AFTER, "1");
    return answer.body(BodyWriter.write(PlatformProblem.of(body), syntax));
  }

  /** A problem is told in JSON to a client that takes nothing that is written here. */
  private static BodySyntax syntax(HttpServletRequest request) {
    try {
      return Answers.syntax(request);
    } catch (RefusedBodyException neither) {
      return BodySyntax.JSON;
    }
  }

  private static String shortened(String text) {
    return text.length() > 100 ? text.substring(0, 100) + "..." : text;
  }
}
