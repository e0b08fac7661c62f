package io.weir.apirules;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * One operation of the description, with references to parameters and responses resolved.
 *
 * @param id its {@code operationId}
 * @param service the service that answers it
 * @param method in capitals
 * @param path with parameters in braces
 * @param parameters those of the path and its own
 * @param body what it takes; absent: nothing
 * @param responses by status
 */
public record Operation(
    String id,
    String service,
    String method,
    String path,
    List<JsonNode> parameters,
    Optional<JsonNode> body,
    JsonNode responses) {

  /** Whether this path, without its query, is one of the operation's. */
  boolean isAt(String concrete) {
    return pattern().matcher(concrete).matches();
  }

  /** The longer, the more specific among the operations at one path. */
  int literals() {
    return path.replaceAll("\\{\\w+}", "").length();
  }

  /** The media types that a body may have. */
  public List<String> bodyTypes() {
    return body.map(b -> List.copyOf(b.path("content").propertyNames())).orElse(List.of());
  }

  /** The parameters at this place: path, query or header. */
  public List<JsonNode> parametersIn(String place) {
    return StreamSupport.stream(parameters.spliterator(), false)
        .filter(parameter -> parameter.get("in").asString().equals(place))
        .toList();
  }

  private Pattern pattern() {
    return Pattern.compile(
        Pattern.compile("\\{\\w+}")
            .splitAsStream(path + " ")
            .map(literal -> Pattern.quote(literal.strip()))
            .collect(Collectors.joining("[^/]+")));
  }
}
