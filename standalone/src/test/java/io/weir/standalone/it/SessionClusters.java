package io.weir.standalone.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.standalone.client.Answer;
import io.weir.standalone.client.WeirClient;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Session clusters, as a client of the API has them. */
final class SessionClusters {
  private static final String PATH = Jobs.NAMESPACE + "/sessionclusters";
  private static final Set<String> SETTLED = Set.of("RUNNING", "STOPPED", "FAILED");

  private final WeirClient client;

  SessionClusters(WeirClient client) {
    this.client = client;
  }

  /** One that is to run. */
  void create(String name, int taskManagers) throws IOException, InterruptedException {
    Answer answer =
        client.postYaml(
            PATH,
            """
            metadata:
              name: %s
            spec:
              state: RUNNING
              deploymentTargetName: default
              flinkVersion: 2.3
              numberOfTaskManagers: %d
            """
                .formatted(name, taskManagers));
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(201);
    assertThat(answer.text("/status/state")).isEqualTo("STARTING");
  }

  Answer get(String name) throws IOException, InterruptedException {
    return client.get(PATH + "/" + name);
  }

  void patch(String name, String spec) throws IOException, InterruptedException {
    Answer answer = client.patchJson(PATH + "/" + name, "{\"spec\":" + spec + "}");
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
  }

  /** Whatever is answered. */
  Answer tryToPatch(String name, String spec) throws IOException, InterruptedException {
    return client.patchJson(PATH + "/" + name, "{\"spec\":" + spec + "}");
  }

  Answer delete(String name) throws IOException, InterruptedException {
    return client.delete(PATH + "/" + name);
  }

  /** Waits for a settled state and asserts that it is this one. */
  void awaitState(String name, String state) throws IOException, InterruptedException {
    await("session cluster " + name + " is " + state)
        .atMost(Duration.ofMinutes(4))
        .pollInterval(Duration.ofMillis(250))
        .until(() -> SETTLED.contains(get(name).text("/status/state")));
    assertThat(get(name).text("/status/state")).as("%s", get(name).body()).isEqualTo(state);
  }

  /** The names of its events, oldest first. */
  List<String> events(String name) throws IOException, InterruptedException {
    Answer answer =
        client.get(Jobs.NAMESPACE + "/events?sessionClusterId=" + get(name).text("/metadata/id"));
    List<String> names = new ArrayList<>();
    answer
        .body()
        .path("items")
        .forEach(event -> names.add(event.at("/metadata/name").asString("")));
    return names;
  }
}
