package io.weir.gateway.reference;

import io.weir.appmanager.BodyReader;
import io.weir.appmanager.BodySyntax;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The OpenAPI document, and its two parts as app-manager-api.md A.1 wants them: each stands alone,
 * with the components that it uses and no others.
 */
public final class ApiDocument {
  private static final String FILE = "/api/openapi.yaml";
  private static final String APP_MANAGER = "/api/";
  private static final String COMPONENTS = "#/components/";

  private final ObjectNode whole;

  private ApiDocument(ObjectNode whole) {
    this.whole = whole;
  }

  /**
   * Reads the document that was built in.
   *
   * @throws IllegalStateException when the build left it out
   */
  public static ApiDocument read() {
    try (InputStream file = ApiDocument.class.getResourceAsStream(FILE)) {
      if (file == null)
        throw new IllegalStateException(
            "Expected " + FILE + " on the class path, but it is missing");
      return new ApiDocument(BodyReader.read(file.readAllBytes(), Optional.of(BodySyntax.YAML)));
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to read " + FILE, e);
    }
  }

  /** Everything. */
  public ObjectNode whole() {
    return whole.deepCopy();
  }

  /** What is below {@code /api}. */
  public ObjectNode appManager() {
    return part(path -> path.startsWith(APP_MANAGER));
  }

  /** What is not below {@code /api}. */
  public ObjectNode platform() {
    return part(path -> !path.startsWith(APP_MANAGER));
  }

  private ObjectNode part(Predicate<String> wanted) {
    ObjectNode part = whole.deepCopy();
    ObjectNode paths = (ObjectNode) part.get("paths");
    paths.retain(paths.propertyNames().stream().filter(wanted).toList());

    Set<String> tags = new TreeSet<>();
    paths.findValues("tags").forEach(list -> list.forEach(tag -> tags.add(tag.asString())));
    part.putArray("tags")
        .addAll(
            whole
                .get("tags")
                .valueStream()
                .filter(tag -> tags.contains(tag.get("name").asString()))
                .toList());

    Set<String> used = new TreeSet<>();
    collect(paths, used);
    ObjectNode components = (ObjectNode) part.get("components");
    for (Map.Entry<String, JsonNode> kind : Set.copyOf(components.properties())) {
      ObjectNode named = (ObjectNode) kind.getValue();
      named.retain(
          named.propertyNames().stream()
              .filter(name -> used.contains(COMPONENTS + kind.getKey() + "/" + name))
              .toList());
      if (named.isEmpty()) components.remove(kind.getKey());
    }
    return part;
  }

  /** Adds the references of a tree, and those of what they lead to. */
  private void collect(JsonNode node, Set<String> used) {
    JsonNode reference = node.path("$ref");
    if (reference.isString() && used.add(reference.asString())) collect(target(reference), used);
    node.forEach(child -> collect(child, used));
  }

  private JsonNode target(JsonNode reference) {
    return whole.at(reference.asString().substring(1));
  }
}
