package io.weir.command.api;

import io.weir.appmanager.BodyLimits;
import io.weir.appmanager.BodyReader;
import io.weir.appmanager.BodySyntax;
import io.weir.appmanager.BodyWriter;
import io.weir.appmanager.RefusedBodyException;
import io.weir.command.gate.SecretResolution;
import io.weir.command.seal.BearerToken;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Gives executors the values of secrets (docs/adr/048). The gateway does not route here, and who
 * does not show the executors' token is told nothing, not even that there is such a path.
 */
@RestController
public final class SecretResolutionController {
  private static final int MOST_NAMES = 1000;

  private final SecretResolution secrets;
  private final Optional<BearerToken> token;

  /**
   * @param token what executors show; absent: nobody gets a value
   */
  public SecretResolutionController(SecretResolution secrets, Optional<BearerToken> token) {
    this.secrets = secrets;
    this.token = token;
  }

  /**
   * Takes {@code {"namespace": …, "names": […]}} and answers {@code {"values": {<name>: {"version":
   * …, "value": …}}}} for those that there are.
   */
  @PostMapping("/internal/secret-values:resolve")
  public ResponseEntity<byte[]> resolve(HttpServletRequest http) throws IOException {
    Optional<String> shown = Optional.ofNullable(http.getHeader(HttpHeaders.AUTHORIZATION));
    if (token.filter(expected -> expected.isShownBy(shown)).isEmpty())
      return ResponseEntity.notFound().build();
    ObjectNode question =
        BodyReader.read(
            http.getInputStream().readNBytes(BodyLimits.BYTES + 1), Optional.of(BodySyntax.JSON));
    Set<String> names = new TreeSet<>();
    for (JsonNode name : question.path("names")) names.add(name.asString(""));
    if (names.size() > MOST_NAMES)
      throw new RefusedBodyException(
          RefusedBodyException.Code.BODY_OUTSIDE_LIMITS,
          "Expected at most " + MOST_NAMES + " names, but there are " + names.size());
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ObjectNode values = answer.putObject("values");
    secrets
        .resolve(question.path("namespace").asString(""), names)
        .forEach(
            (name, resolved) ->
                values
                    .putObject(name)
                    .put("version", resolved.version())
                    .put("value", resolved.value().reveal()));
    return ResponseEntity.ok()
        .header(HttpHeaders.CONTENT_TYPE, BodySyntax.JSON.mediaType())
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .body(BodyWriter.write(answer, BodySyntax.JSON));
  }
}
