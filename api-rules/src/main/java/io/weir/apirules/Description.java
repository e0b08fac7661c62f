package io.weir.apirules;

import io.weir.appmanager.BodyReader;
import io.weir.appmanager.BodySyntax;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The description of the API as it is in this source tree. */
public final class Description {
  private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");

  private final ObjectNode document;
  private final List<Operation> operations = new ArrayList<>();

  private Description(ObjectNode document) {
    this.document = document;
    for (var path : document.get("paths").properties())
      for (var said : path.getValue().properties())
        if (METHODS.contains(said.getKey()))
          operations.add(operation(path.getKey(), path.getValue(), said.getKey(), said.getValue()));
    operations.sort(Comparator.comparing(Operation::literals).reversed());
  }

  /** Reads {@code api/openapi.yaml}. */
  public static Description read() {
    try (InputStream file = Description.class.getResourceAsStream("openapi.yaml")) {
      return new Description(BodyReader.read(file.readAllBytes(), Optional.of(BodySyntax.YAML)));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** All operations. */
  public List<Operation> operations() {
    return List.copyOf(operations);
  }

  /** What a service answers, as {@code GET /path/{}}: names of path variables are left out. */
  public SortedSet<String> routes(String service) {
    return operations.stream()
        .filter(operation -> operation.service().equals(service))
        .map(o -> o.method() + " " + o.path().replaceAll("\\{\\w+}", "{}"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The operation that a request means, if it means one. */
  Optional<Operation> operation(String method, String path) {
    return operations.stream().filter(o -> o.method().equals(method) && o.isAt(path)).findFirst();
  }

  /** Whether any operation is at this path. */
  boolean knows(String path) {
    return operations.stream().anyMatch(o -> o.isAt(path));
  }

  /** The schema of this name. */
  JsonNode schema(String name) {
    return document.at("/components/schemas/" + name);
  }

  /** All named schemas. */
  ObjectNode schemas() {
    return (ObjectNode) document.at("/components/schemas");
  }

  /** What a reference leads to; anything else is given back. */
  public JsonNode resolved(JsonNode node) {
    return node.has("$ref")
        ? resolved(document.at(node.get("$ref").asString().substring(1)))
        : node;
  }

  private Operation operation(String path, JsonNode item, String method, JsonNode said) {
    ObjectNode responses = JsonNodeFactory.instance.objectNode();
    said.get("responses")
        .properties()
        .forEach(response -> responses.set(response.getKey(), resolved(response.getValue())));
    return new Operation(
        said.get("operationId").asString(),
        said.get("x-weir-service").asString(),
        method.toUpperCase(Locale.ROOT),
        path,
        Stream.of(item, said)
            .flatMap(holder -> holder.path("parameters").valueStream())
            .map(this::resolved)
            .toList(),
        Optional.ofNullable(said.get("requestBody")).map(this::resolved),
        responses);
  }
}
