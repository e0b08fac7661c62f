package io.weir.standalone.demo;

import io.weir.standalone.client.Answer;
import io.weir.standalone.client.WeirClient;
import io.weir.standalone.refusal.UserError;
import io.weir.standalone.stack.BuiltModules;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Deploys the demo unless it is there, and follows it until it runs. */
public final class Demo {
  public static final String NAME = "word-counter";

  private static final String NAMESPACE = "/api/v1/namespaces/default";
  private static final Duration RUNNING_WITHIN = Duration.ofMinutes(3);
  private static final Duration LOOK_EVERY = Duration.ofMillis(250);

  private final WeirClient client;
  private final BuiltModules modules;
  private final Path data;
  private final Consumer<String> say;

  /**
   * @param data the data directory; gets the job's results
   * @param say takes lines of progress
   */
  public Demo(WeirClient client, BuiltModules modules, Path data, Consumer<String> say) {
    this.client = client;
    this.modules = modules;
    this.data = data;
    this.say = say;
  }

  /**
   * Returns one line about the state in the end: RUNNING, or what else the demo came to.
   *
   * @throws UserError when the API refuses the demo
   */
  public String deploy() throws IOException, InterruptedException {
    Set<String> told = new HashSet<>();
    Answer found = client.get(NAMESPACE + "/deployments/" + NAME);
    if (found.status() == 404) {
      found = client.postYaml(NAMESPACE + "/deployments", yaml());
      say.accept("demo " + NAME + " is created, wish RUNNING");
    } else {
      say.accept("demo " + NAME + " is there, wish " + found.text("/spec/state"));
      // Its history is no news.
      tell(found.text("/metadata/id"), told, line -> {});
    }
    if (!found.isSuccess()) {
      throw new UserError(
          "Expected the API to take the demo, but it answered %d: %s"
              .formatted(found.status(), found.text("/message")));
    }
    return follow(found.text("/metadata/id"), found.text("/spec/state"), told);
  }

  private String follow(String id, String wish, Set<String> told)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + RUNNING_WITHIN.toNanos();
    while (true) {
      tell(id, told, say);
      Answer now = client.get(NAMESPACE + "/deployments/" + id);
      String state = now.text("/status/state");
      if (state.equals("RUNNING") && wish.equals(state)) {
        return NAME + " is RUNNING; Flink's own view of it: " + flinkUi(now);
      }
      if (state.equals(wish) || state.equals("FAILED") || state.equals("FINISHED")) {
        return NAME + " is " + state;
      }
      if (System.nanoTime() > deadline) {
        return NAME
            + " is still "
            + state
            + "; ask again with: curl -s "
            + client.origin()
            + NAMESPACE
            + "/deployments/"
            + NAME;
      }
      Thread.sleep(LOOK_EVERY);
    }
  }

  private String flinkUi(Answer running) {
    return client.origin()
        + "/flink-ui/namespaces/default/jobs/"
        + running.text("/status/running/jobId")
        + "/";
  }

  private void tell(String id, Set<String> told, Consumer<String> to)
      throws IOException, InterruptedException {
    for (JsonNode event :
        client.get(NAMESPACE + "/events?deploymentId=" + id).body().path("items")) {
      if (told.add(event.at("/metadata/id").asString(""))) {
        to.accept(
            "  %s: %s"
                .formatted(
                    event.at("/metadata/name").asString(""),
                    event.at("/spec/message").asString("")));
      }
    }
  }

  private String yaml() throws IOException, InterruptedException {
    Answer uploaded = client.upload("default", modules.exampleJob());
    if (!uploaded.isSuccess()) {
      throw new UserError(
          "Expected the API to take the demo's jar, but it answered %d: %s"
              .formatted(uploaded.status(), uploaded.text("/message")));
    }
    try (InputStream template = Demo.class.getResourceAsStream("demo.yaml")) {
      return new String(template.readAllBytes(), StandardCharsets.UTF_8)
          .replace("{{jar}}", uploaded.text("/artifact/uri"))
          .replace("{{results}}", fileUri(data.resolve("storage/results/" + NAME)));
    }
  }

  private static String fileUri(Path path) {
    return "file://" + path.toAbsolutePath().toUri().getPath();
  }
}
