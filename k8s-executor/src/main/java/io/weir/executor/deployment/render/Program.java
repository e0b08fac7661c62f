package io.weir.executor.deployment.render;

import io.weir.events.spec.Artifact;
import io.weir.executor.deployment.decide.JobIntent;
import io.weir.executor.deployment.decide.Part;
import io.weir.executor.deployment.decide.SecretReferences;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** How the user's program gets into the containers. */
final class Program {
  /** Where Flink looks for the program; its jars are on the job's class path. */
  static final String DIRECTORY = "/opt/flink/usrlib";

  private Program() {}

  /**
   * One init container per file: copied from the image or a mounted volume, or fetched by HTTP.
   *
   * @param users what the user's options say of the pod. What they say of Flink's container goes
   *     for these, too: those that copy have the same volumes, and each is as confined
   * @param resources what each may use unless the user says so: as much as Flink's container, which
   *     runs after them, so that the pod asks for no more and nothing in it is without limits
   * @throws UnrenderableException when it is not a JAR
   */
  static ArrayNode initContainers(
      JobIntent job, RenderSettings settings, JsonNode users, ObjectNode resources) {
    Artifact artifact = job.request().spec().artifact();
    String flinkImage = job.request().spec().image();
    if (artifact.kind() != Artifact.Kind.JAR || artifact.jarUri().isEmpty())
      throw new UnrenderableException(
          "Expected an artifact of kind JAR with a jarUri, but got kind " + artifact.kind());
    List<String> uris = new ArrayList<>();
    uris.add(artifact.jarUri().get());
    uris.addAll(artifact.additionalDependencies());
    ArrayNode containers = Json.array();
    for (int i = 0; i < uris.size(); i++) {
      ObjectNode container =
          SecretReferences.in(uris.get(i)).isEmpty()
              ? fetch(
                  uris.get(i),
                  i == 0 ? "fetch-program" : "fetch-dependency-" + i,
                  flinkImage,
                  settings.fetcherImage())
              : fetchSecretly(job, uris.get(i), settings);
      asFlink(container, users, resources);
      containers.add(container);
    }
    return containers;
  }

  private static void asFlink(ObjectNode container, JsonNode users, ObjectNode resources) {
    JsonNode flink = named(users.path("containers"), Pods.FLINK_CONTAINER);
    JsonNode own = named(users.path("initContainers"), container.path("name").asString());
    if (!own.has("resources")) container.set("resources", resources.deepCopy());
    if (flink.has("securityContext") && !own.has("securityContext"))
      container.set("securityContext", flink.path("securityContext").deepCopy());
    if (container.has("command") && container.path("volumeMounts") instanceof ArrayNode mounts)
      flink
          .path("volumeMounts")
          .valueStream()
          .filter(mount -> !mount.path("mountPath").asString("").equals(DIRECTORY))
          .forEach(mount -> mounts.add(mount.deepCopy()));
  }

  private static JsonNode named(JsonNode containers, String name) {
    return containers
        .valueStream()
        .filter(each -> name.equals(each.path("name").asString("")))
        .findFirst()
        .orElseGet(() -> Json.object().tree());
  }

  /** Pods show their arguments to many; the URI comes out of the cluster's Secret. */
  private static ObjectNode fetchSecretly(JobIntent job, String text, RenderSettings settings) {
    ObjectNode container =
        fetch(
            SecretReferences.replace(text, name -> "x"),
            "fetch-program",
            job.request().spec().image(),
            settings.fetcherImage());
    if (!(container.path("args") instanceof ArrayNode arguments))
      throw new UnrenderableException(
          "Expected a program at http or https where its URI refers to a secret, but got " + text);
    arguments.set(1, "$(PROGRAM_URI)");
    container.set(
        "env",
        Json.array(
            Json.object()
                .put("name", "PROGRAM_URI")
                .put(
                    "valueFrom",
                    Json.object()
                        .put(
                            "secretKeyRef",
                            Json.object()
                                .put("name", Part.SECRET.nameIn(job.clusterName()))
                                .put("key", ClusterSecret.PROGRAM_URI)))
                .tree()));
    return container;
  }

  private static ObjectNode fetch(
      String text, String name, String flinkImage, String fetcherImage) {
    URI uri = uri(text);
    String scheme = uri.getScheme() == null ? "file" : uri.getScheme().toLowerCase(Locale.ROOT);
    String path = uri.getPath() == null ? "" : uri.getPath();
    String file = path.substring(path.lastIndexOf('/') + 1);
    if (file.isEmpty())
      throw new UnrenderableException("Expected a URI that names a file, but got " + text);
    String target = DIRECTORY + "/" + file;
    Json container =
        switch (scheme) {
          case "file", "local" ->
              Json.object()
                  .put("name", name)
                  .put("image", flinkImage)
                  .put("command", Json.texts(List.of("cp", path, target)));
          case "http", "https" ->
              Json.object()
                  .put("name", name)
                  .put("image", fetcherImage)
                  .put("args", Json.texts(List.of("--uri", text, "--to", target)));
          default ->
              throw new UnrenderableException(
                  "Expected a program at http, https or file, but got " + text);
        };
    return container
        .put("terminationMessagePolicy", "FallbackToLogsOnError")
        .put("volumeMounts", Json.array(Pods.mount("usrlib", DIRECTORY)))
        .tree();
  }

  private static URI uri(String text) {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException e) {
      throw new UnrenderableException("Expected a URI, but got '" + text + "': " + e.getMessage());
    }
  }
}
