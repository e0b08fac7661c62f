package io.weir.standalone.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.standalone.client.Answer;
import io.weir.standalone.client.WeirClient;
import io.weir.standalone.stack.BuiltModules;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Drives deployments of the example job over HTTP. */
final class Jobs {
  static final String MAIN = "io.weir.examples.wordcounter.WordCounter";

  static final String NAMESPACE = "/api/v1/namespaces/default";
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final Set<String> SETTLED =
      Set.of("RUNNING", "SUSPENDED", "CANCELLED", "FAILED", "FINISHED");

  private final WeirClient client;
  private final BuiltModules modules;

  Jobs(WeirClient client, BuiltModules modules) {
    this.client = client;
    this.modules = modules;
  }

  /** A deployment of the example job that is to be in a state; one attempt to start it. */
  String yaml(String name, String state, String jobArguments) {
    return yaml(name, state, uriOf(modules.exampleJob()), MAIN, jobArguments);
  }

  String yaml(String name, String state, String jar, String mainClass, String jobArguments) {
    return """
        metadata:
          name: %s
        spec:
          state: %s
          deploymentTargetName: default
          maxJobCreationAttempts: 1
          template:
            spec:
              artifact:
                kind: JAR
                jarUri: %s
                entryClass: %s
                mainArgs: %s
                flinkVersion: "2.3"
              parallelism: 1
              flinkConfiguration:
                execution.checkpointing.interval: 1s
                execution.checkpointing.externalized-checkpoint-retention: RETAIN_ON_CANCELLATION
        """
        .formatted(name, state, jar, mainClass, jobArguments);
  }

  /** Sets a secret value of the namespace. */
  void secret(String name, String value) throws IOException, InterruptedException {
    Answer answer =
        client.postJson(
            NAMESPACE + "/secret-values",
            "{\"metadata\":{\"name\":\"%s\"},\"spec\":{\"kind\":\"PLAIN\",\"value\":\"%s\"}}"
                .formatted(name, value));
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(201);
  }

  String create(String yaml) throws IOException, InterruptedException {
    Answer answer = client.postYaml(NAMESPACE + "/deployments", yaml);
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(201);
    return answer.text("/metadata/id");
  }

  /** A new deployment that begins from a savepoint of another one; it does not run yet. */
  Answer fork(String source, String name, JsonNode savepoint)
      throws IOException, InterruptedException {
    Answer forked =
        client.postJson(
            NAMESPACE + "/deployments/" + source + "/fork",
            "{\"name\":\"%s\",\"savepointId\":\"%s\"}".formatted(name, idOf(savepoint)));
    assertThat(forked.status()).as("%s", forked.body()).isEqualTo(201);
    return forked;
  }

  Answer get(String deployment) throws IOException, InterruptedException {
    return client.get(NAMESPACE + "/deployments/" + deployment);
  }

  void patch(String deployment, String json) throws IOException, InterruptedException {
    Answer answer = client.patchJson(NAMESPACE + "/deployments/" + deployment, json);
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
  }

  void wish(String deployment, String state) throws IOException, InterruptedException {
    patch(deployment, "{\"spec\":{\"state\":\"" + state + "\"}}");
  }

  /** Waits for a settled state and asserts that it is this one. */
  void awaitState(String deployment, String state) {
    await("deployment " + deployment + " is " + state)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(250))
        .until(() -> SETTLED.contains(get(deployment).text("/status/state")));
    assertThat(stateOf(deployment)).as("%s", eventsForMessage(deployment)).isEqualTo(state);
  }

  private String stateOf(String deployment) {
    try {
      return get(deployment).text("/status/state");
    } catch (IOException | InterruptedException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private List<String> eventsForMessage(String deployment) {
    try {
      return messages(deployment);
    } catch (IOException | InterruptedException failure) {
      return List.of(failure.toString());
    }
  }

  List<JsonNode> list(String kind, String deployment) throws IOException, InterruptedException {
    String id = get(deployment).text("/metadata/id");
    return items(kind, id);
  }

  List<JsonNode> items(String kind, String deploymentId) throws IOException, InterruptedException {
    Answer answer = client.get(NAMESPACE + "/" + kind + "?deploymentId=" + deploymentId);
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
    List<JsonNode> items = new ArrayList<>();
    answer.body().path("items").forEach(items::add);
    return items;
  }

  /** The names of a deployment's events, oldest first. */
  List<String> events(String deployment) throws IOException, InterruptedException {
    return list("events", deployment).stream()
        .map(event -> event.at("/metadata/name").asString(""))
        .toList();
  }

  /** What a deployment's events say, oldest first. */
  List<String> messages(String deployment) throws IOException, InterruptedException {
    return list("events", deployment).stream()
        .map(event -> event.at("/spec/message").asString(""))
        .toList();
  }

  static String idOf(JsonNode resource) {
    return resource.at("/metadata/id").asString();
  }

  static String uriOf(Path path) {
    return "file://" + path.toAbsolutePath().toUri().getPath();
  }
}
