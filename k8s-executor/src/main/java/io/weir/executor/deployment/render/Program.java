package io.weir.executor.deployment.render;

import io.weir.events.spec.Artifact;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
   * @throws UnrenderableException when it is not a JAR
   */
  static ArrayNode initContainers(Artifact artifact, String flinkImage, RenderSettings settings) {
    if (artifact.kind() != Artifact.Kind.JAR || artifact.jarUri().isEmpty())
      throw new UnrenderableException(
          "Expected an artifact of kind JAR with a jarUri, but got kind " + artifact.kind());
    List<String> uris = new ArrayList<>();
    uris.add(artifact.jarUri().get());
    uris.addAll(artifact.additionalDependencies());
    ArrayNode containers = Json.array();
    for (int i = 0; i < uris.size(); i++)
      containers.add(
          fetch(
              uris.get(i),
              i == 0 ? "fetch-program" : "fetch-dependency-" + i,
              flinkImage,
              settings.fetcherImage()));
    return containers;
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
