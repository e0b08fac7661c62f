package io.weir.apirules;

import io.weir.appmanager.ResourceJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What an answer must be: its status, its media type, its headers and its body as described. */
public final class AnswerRules {
  private static final YAMLMapper YAML = new YAMLMapper();

  /** Beside the API: probes, metrics, and what services ask one another. */
  private static final String NOT_THE_API = "/(livez|readyz|metrics|internal/.*)";

  private static final Set<Integer> NOT_HERE = Set.of(404, 405);

  private final Description description;
  private final String service;
  private final AnswerSchemas schemas;

  /**
   * @param service the service that answers, as {@code x-weir-service} names it
   */
  public AnswerRules(Description description, String service) {
    this.description = description;
    this.service = service;
    this.schemas = new AnswerSchemas(description);
  }

  /** Fails with every fault of the answer, the request and the answer itself. */
  public void require(Exchange exchange) {
    List<String> faults = faults(exchange);
    if (!faults.isEmpty())
      throw new AssertionError(
          "Expected an answer as api/openapi.yaml describes it, but "
              + exchange.method()
              + " "
              + exchange.target()
              + " was answered "
              + exchange.status()
              + " "
              + exchange.header("content-type")
              + ":\n  "
              + String.join("\n  ", faults)
              + "\n"
              + exchange.body());
  }

  /** What is wrong with the answer; empty when it is as described. */
  public List<String> faults(Exchange exchange) {
    if (exchange.path().matches(NOT_THE_API)) return List.of();
    Optional<Operation> operation =
        description
            .operation(exchange.method(), exchange.path())
            .filter(o -> o.service().equals(service) || !NOT_HERE.contains(exchange.status()));
    if (operation.isEmpty()) return ofNoOperation(exchange);
    JsonNode response = operation.get().responses().get(String.valueOf(exchange.status()));
    if (response == null)
      return List.of(
          "%s is not described for %s, only %s"
              .formatted(
                  exchange.status(),
                  operation.get().id(),
                  operation.get().responses().propertyNames()));
    List<String> faults = new ArrayList<>(ofHeaders(exchange, response));
    faults.addAll(ofBody(exchange, response.path("content")));
    return faults;
  }

  /** Whoever asks for what there is not, or not in this service, gets a problem body, too. */
  private List<String> ofNoOperation(Exchange exchange) {
    if (!NOT_HERE.contains(exchange.status()))
      return List.of(
          exchange.status()
              + " for what is not in the description; expected "
              + (description.knows(exchange.path()) ? "405" : "404"));
    ObjectNode content = JsonNodeFactory.instance.objectNode();
    String problem = exchange.path().startsWith("/api/") ? "Problem" : "PlatformProblem";
    for (String type : List.of("application/json", "application/yaml"))
      content.putObject(type).putObject("schema").put("$ref", "#/components/schemas/" + problem);
    return ofBody(exchange, content);
  }

  private List<String> ofHeaders(Exchange exchange, JsonNode response) {
    List<String> faults = new ArrayList<>();
    for (var header : response.path("headers").properties()) {
      String value = exchange.header(header.getKey().toLowerCase(Locale.ROOT));
      if (value.isEmpty()) continue;
      JsonNode schema = description.resolved(header.getValue()).get("schema");
      schemas.faults(schema, JsonNodeFactory.instance.stringNode(value)).stream()
          .map(fault -> "header " + header.getKey() + " " + fault)
          .forEach(faults::add);
    }
    return faults;
  }

  private List<String> ofBody(Exchange exchange, JsonNode content) {
    if (content.isEmpty())
      return exchange.body().isEmpty() ? List.of() : List.of("a body is not described");
    JsonNode described = content.get(exchange.mediaType());
    if (described == null)
      return List.of(
          "the media type '%s' is not described, only %s"
              .formatted(exchange.mediaType(), content.propertyNames()));
    if (!exchange.mediaType().matches(".*[/+](json|yaml)")) return List.of();
    try {
      return schemas.faults(described.get("schema"), tree(exchange));
    } catch (JacksonException unreadable) {
      return List.of("the body is no " + exchange.mediaType() + ": " + unreadable.getMessage());
    }
  }

  private static JsonNode tree(Exchange exchange) {
    return exchange.mediaType().endsWith("yaml")
        ? YAML.readTree(exchange.body())
        : ResourceJson.mapper().readTree(exchange.body());
  }
}
