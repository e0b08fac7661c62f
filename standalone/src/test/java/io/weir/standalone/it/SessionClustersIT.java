package io.weir.standalone.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.standalone.client.Answer;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** A session cluster, and a deployment whose jobs run on it. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SessionClustersIT {
  private static final String GUEST = "guest";
  private static final String SECRET = "GUEST_REPOSITORY_KEY";

  /** The value of the secret, which is nowhere but in the jobs. */
  private static final String KEY = "k3yOfTheGuestsRepository";

  @RegisterExtension static final StackExtension WEIR = new StackExtension();

  @RegisterExtension
  static final ProgramServer PROGRAMS = new ProgramServer(() -> WEIR.modules().exampleJob(), KEY);

  @Test
  @Order(1)
  void aSessionClusterComesUpIsResizedUnderItsDeploymentsAndStopsWithoutThem() throws Exception {
    SessionClusters sessions = new SessionClusters(WEIR.stack().client());
    Counting counting = WEIR.counting(GUEST);
    sessions.create("shared", 1);
    WEIR.jobs().secret(SECRET, KEY);
    String guest =
        WEIR.jobs()
            .create(
                WEIR.jobs()
                    .yaml(
                        GUEST,
                        "RUNNING",
                        PROGRAMS.uri("${" + SECRET + "}"),
                        Jobs.MAIN,
                        "--rate 50 --output " + Jobs.uriOf(counting.output()))
                    .replace("deploymentTargetName: default", "sessionClusterName: shared"));
    assertThat(WEIR.jobs().messages(GUEST))
        .anySatisfy(
            message ->
                assertThat(message)
                    .contains("Waiting for start 1 of the session cluster 'shared'"));
    WEIR.jobs().awaitState(GUEST, "RUNNING");
    assertThat(sessions.get("shared").text("/status/state")).isEqualTo("RUNNING");
    assertThat(
            WEIR.jobs()
                .items("jobs", guest)
                .getFirst()
                .at("/metadata/sessionClusterName")
                .asString())
        .isEqualTo("shared");

    sessions.patch("shared", "{\"numberOfTaskManagers\":2}");
    assertThat(sessions.get("shared").text("/status/state")).isEqualTo("UPDATING");
    sessions.awaitState("shared", "RUNNING");
    Answer refused = sessions.tryToPatch("shared", "{\"state\":\"STOPPED\"}");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text("/message")).contains("deployment guest");
    WEIR.savepoints().take(guest);

    WEIR.jobs().wish(GUEST, "SUSPENDED");
    WEIR.jobs().awaitState(GUEST, "SUSPENDED");
    JsonNode taken = WEIR.savepoints().newest(guest, "SUSPEND");
    WEIR.jobs()
        .patch(
            GUEST,
            "{\"spec\":{\"template\":{\"spec\":{\"artifact\":{\"jarUri\":\"%s\",\"additionalDependencies\":[\"%s\"]}}}}}"
                .formatted(Jobs.uriOf(emptyJar()), Jobs.uriOf(WEIR.modules().exampleJob())));
    WEIR.jobs().wish(GUEST, "RUNNING");
    WEIR.jobs().awaitState(GUEST, "RUNNING");
    assertThat(WEIR.jobs().items("jobs", guest).getLast().at("/spec/savepointLocation").asString())
        .isEqualTo(Savepoints.location(taken));
    counting.awaitMore();
    assertThat(counting.origins()).hasSize(2);
    goesBackToTheStateOfItsFirstJob(guest, taken, counting);

    WEIR.jobs().wish(GUEST, "CANCELLED");
    WEIR.jobs().awaitState(GUEST, "CANCELLED");
    assertThat(sessions.get("shared").text("/status/state")).isEqualTo("RUNNING");
    assertThat(keptOfSessionClusters()).as("where Flink keeps jobs").isNotEmpty();
    sessions.patch("shared", "{\"state\":\"STOPPED\"}");
    sessions.awaitState("shared", "STOPPED");
    assertThat(keptOfSessionClusters()).as("what Flink kept of the start").isEmpty();
    assertThat(sessions.delete("shared").text("/message")).contains("deployment guest");
    assertThat(WEIR.stack().client().delete(Jobs.NAMESPACE + "/deployments/guest").status())
        .isEqualTo(200);
    assertThat(sessions.events("shared"))
        .containsSubsequence(
            "SPINNING_UP_A_CLUSTER_FOR_A_SESSION_CLUSTER",
            "SESSION_CLUSTER_SUCCESSFULLY_STARTED",
            "SESSION_CLUSTER_SUCCESSFULLY_STOPPED");
    assertThat(sessions.delete("shared").status()).isEqualTo(200);
    assertThat(sessions.get("shared").status()).isEqualTo(404);
  }

  private static void goesBackToTheStateOfItsFirstJob(
      String guest, JsonNode taken, Counting counting) throws Exception {
    List<String> later =
        counting.origins().stream().filter(origin -> !origin.equals("fresh")).toList();
    String first = Jobs.idOf(WEIR.jobs().items("jobs", guest).getFirst());
    Answer wished = WEIR.rollbacks().goBack(GUEST, first, "OF_JOB");
    assertThat(wished.text("/spec/template/spec/artifact/jarUri"))
        .isEqualTo(PROGRAMS.uri("${" + SECRET + "}"));
    WEIR.jobs().awaitState(GUEST, "RUNNING");

    JsonNode back = WEIR.jobs().items("jobs", guest).getLast();
    assertThat(back.at("/spec/artifact/jarUri").asString())
        .isEqualTo(PROGRAMS.uri("${" + SECRET + "}"));
    WEIR.rollbacks().assertWentBackToStateOf(WEIR.jobs(), GUEST, first, Savepoints.location(taken));
    counting.awaitTwoBeganFrom(later.getFirst());
  }

  @Test
  @Order(2)
  void theSecretOfTheRepositoryIsNowhereElse() throws Exception {
    Traces traces = new Traces(WEIR.stack());
    assertThat(traces.of(SECRET)).as("its name").anyMatch(place -> place.startsWith("topic"));
    assertThat(traces.of(KEY)).as("its value").isEmpty();
  }

  @Test
  @Order(3)
  void rebuildsTheSameReadModelsFromTheLog() throws Exception {
    ReadModels.assertRebuiltAlike(WEIR.stack());
  }

  /** A program all of whose classes come from its dependencies. */
  private static Path emptyJar() throws IOException {
    Path file = WEIR.directory().resolve("empty.jar");
    try (FileSystem jar = FileSystems.newFileSystem(file, Map.of("create", "true"))) {
      Files.createDirectory(jar.getPath("META-INF"));
      Files.writeString(jar.getPath("META-INF/MANIFEST.MF"), "Manifest-Version: 1.0\n");
    }
    return file;
  }

  /** Where starts of session clusters keep what brings their jobs back: one directory each. */
  private static List<Path> keptOfSessionClusters() throws IOException {
    Path root = WEIR.directory().resolve("storage/flink-ha/namespaces/default/sessionclusters");
    try (Stream<Path> starts = Files.exists(root) ? Files.walk(root, 2) : Stream.empty()) {
      return starts.filter(start -> root.relativize(start).getNameCount() == 2).toList();
    }
  }
}
