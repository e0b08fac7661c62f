package io.weir.appmanager;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Deployment defaults as clients see them (app-manager-api.md 2.4): those of a namespace, or the
 * platform's.
 *
 * @param kind always {@link #KIND}
 * @param apiVersion always {@link ResourceList#API_VERSION}
 * @param metadata whose they are
 * @param spec part of a deployment's spec: what was said, and nothing of the layers below
 */
public record DeploymentDefaultsResource(
    String kind, String apiVersion, Metadata metadata, JsonNode spec) {
  public static final String KIND = "DeploymentDefaults";

  /**
   * Whose they are.
   *
   * @param id absent for the platform's
   * @param namespace absent for the platform's
   * @param createdAt when the namespace first said something; absent before
   * @param modifiedAt when it last said something; absent before
   * @param labels labels by key
   * @param annotations annotations by key
   * @param resourceVersion 0 before the namespace says anything, plus one each time
   */
  public record Metadata(
      Optional<UUID> id,
      Optional<String> namespace,
      Optional<Instant> createdAt,
      Optional<Instant> modifiedAt,
      Map<String, String> labels,
      Map<String, String> annotations,
      long resourceVersion) {
    public Metadata {
      labels = Map.copyOf(labels);
      annotations = Map.copyOf(annotations);
    }
  }

  /**
   * What a namespace said.
   *
   * @param createdAt when it first said something
   * @param modifiedAt when it last said something
   * @param labels labels by key
   * @param annotations annotations by key
   * @param version how often it said something
   * @param spec what it said
   */
  public record Said(
      Instant createdAt,
      Instant modifiedAt,
      Map<String, String> labels,
      Map<String, String> annotations,
      long version,
      JsonNode spec) {}

  /** The defaults of a namespace. */
  public static DeploymentDefaultsResource of(UUID id, String namespace, Said said) {
    return new DeploymentDefaultsResource(
        KIND,
        ResourceList.API_VERSION,
        new Metadata(
            Optional.of(id),
            Optional.of(namespace),
            Optional.of(said.createdAt()),
            Optional.of(said.modifiedAt()),
            said.labels(),
            said.annotations(),
            said.version()),
        said.spec());
  }

  /** The defaults of a namespace that said nothing. */
  public static DeploymentDefaultsResource nothing(UUID id, String namespace) {
    return unsaid(Optional.of(id), Optional.of(namespace), JsonNodeFactory.instance.objectNode());
  }

  /** The platform's defaults, which lie below those of every namespace. */
  public static DeploymentDefaultsResource global(JsonNode spec) {
    return unsaid(Optional.empty(), Optional.empty(), spec);
  }

  private static DeploymentDefaultsResource unsaid(
      Optional<UUID> id, Optional<String> namespace, JsonNode spec) {
    return new DeploymentDefaultsResource(
        KIND,
        ResourceList.API_VERSION,
        new Metadata(id, namespace, Optional.empty(), Optional.empty(), Map.of(), Map.of(), 0),
        spec);
  }
}
