package io.weir.standalone.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.standalone.client.Answer;
import io.weir.standalone.data.PortTable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** One deployment's life, step by step; each step goes on from the one before. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LifecycleIT {
  private static final String NAME = "life";
  private static final String FORK = "life-fork";

  /**
   * Values of secrets, which are nowhere but in the jobs; the one of the option Flink itself logs.
   */
  private static final String KEY = "k3yOfTheRepository";

  private static final String GREETING = "gr33tingInAnOption";

  @RegisterExtension static final StackExtension WEIR = new StackExtension();
  private static String id;
  private static ProgramServer programs;
  private static Removal removal;

  @AfterAll
  static void closeTheRepository() {
    if (programs != null) {
      programs.close();
    }
  }

  @Test
  @Order(1)
  void startsAndCounts() throws Exception {
    Answer uploaded = WEIR.stack().client().upload("default", WEIR.modules().exampleJob());
    assertThat(uploaded.status()).as("%s", uploaded.body()).isEqualTo(200);
    id =
        jobs()
            .create(
                jobs()
                    .yaml(
                        NAME,
                        "RUNNING",
                        uploaded.text("/artifact/uri"),
                        Jobs.MAIN,
                        "--rate 50 --output " + Jobs.uriOf(output())));
    jobs().awaitState(NAME, "RUNNING");

    assertThat(jobs().events(NAME))
        .containsSubsequence(
            "STATE_TRANSITION_IS_NEEDED",
            "CREATING_A_NEW_JOB",
            "SPINNING_UP_A_CLUSTER_FOR_A_JOB",
            "AWAITING_FOR_A_CLUSTER_TO_SPIN_UP",
            "JOB_SUCCESSFULLY_STARTED",
            "STATE_TRANSITION_IS_COMPLETED");
    assertThat(jobs().messages(NAME))
        .anySatisfy(
            message ->
                assertThat(message).contains("beginning without state").contains("FIRST_START"));
    assertThat(job(0).at("/status/state").asString()).isEqualTo("STARTED");
    awaitMoreResults();
    assertThat(results().origins()).containsExactly("fresh");
  }

  @Test
  @Order(2)
  void takesASavepointWhileItRuns() throws Exception {
    takeSavepoint(id);

    assertThat(jobs().get(NAME).text("/status/state")).isEqualTo("RUNNING");
  }

  @Test
  @Order(3)
  void suspendsAndGoesOnFromThatSavepoint() throws Exception {
    jobs().wish(NAME, "SUSPENDED");
    jobs().awaitState(NAME, "SUSPENDED");
    String location = savepointOfOrigin("SUSPEND");
    assertThat(job(0).at("/status/state").asString()).isIn("TERMINATED", "FINISHED");

    jobs().wish(NAME, "RUNNING");
    jobs().awaitState(NAME, "RUNNING");

    assertThat(job(1).at("/spec/savepointLocation").asString()).isEqualTo(location);
    awaitMoreResults();
    assertThat(results().origins()).hasSize(2);
  }

  @Test
  @Order(4)
  void upgradesWithItsState() throws Exception {
    jobs().patch(NAME, "{\"spec\":{\"template\":{\"spec\":{\"parallelism\":2}}}}");
    assertThat(jobs().get(NAME).text("/status/state")).isEqualTo("TRANSITIONING");
    jobs().awaitState(NAME, "RUNNING");

    assertThat(job(2).at("/spec/parallelism").asInt()).isEqualTo(2);
    assertThat(job(2).at("/spec/savepointLocation").asString()).contains("flink-savepoints");
    awaitMoreResults();
    assertThat(results().origins()).hasSize(3);
  }

  @Test
  @Order(5)
  void goesOnFromTheLastCheckpointAfterACancellation() throws Exception {
    jobs().wish(NAME, "CANCELLED");
    jobs().awaitState(NAME, "CANCELLED");
    String checkpoint = savepointOfOrigin("RETAINED_CHECKPOINT");

    jobs()
        .patch(
            NAME,
            "{\"spec\":{\"state\":\"RUNNING\",\"template\":{\"spec\":{\"flinkConfiguration\":{\"high-availability.type\":\"NONE\"}}}}}");
    jobs().awaitState(NAME, "RUNNING");

    assertThat(job(3).at("/spec/savepointLocation").asString()).isEqualTo(checkpoint);
    awaitMoreResults();
  }

  /** By what step 5 set, Flink itself does not bring it back. */
  @Test
  @Order(6)
  void healsFromItsNewestCheckpointWhenThePodOfItsJobManagerWasDeleted() throws Exception {
    int origins = results().origins().size();
    new JobPods(WEIR.stack().client(PortTable.Name.CLUSTER)).delete(idOf(job(3)), "jobmanager");
    await("another job begins")
        .atMost(Duration.ofMinutes(1))
        .until(() -> jobs().items("jobs", id).size() == 5);
    jobs().awaitState(NAME, "RUNNING");

    assertThat(job(3).at("/status/state").asString()).isEqualTo("FAILED");
    assertThat(job(3).at("/status/failure/reason").asString()).isEqualTo("JOB_MANAGER_EXITED");
    assertThat(job(4).at("/spec/savepointLocation").asString())
        .isEqualTo(savepointOfOrigin("RETAINED_CHECKPOINT"))
        .isNotEqualTo(job(3).at("/spec/savepointLocation").asString());
    awaitMoreResults();
    assertThat(results().origins()).hasSize(origins + 1);
  }

  @Test
  @Order(7)
  void goesBackToWhatAnEarlierJobRanWithTheNewestState() throws Exception {
    assertThat(job(1).at("/spec/parallelism").asInt()).isEqualTo(1);
    int origins = results().origins().size();
    Answer wished = rollbacks().goBack(NAME, idOf(job(1)), "LATEST");
    assertThat(wished.number("/spec/template/spec/parallelism")).isEqualTo(1);
    jobs().awaitState(NAME, "RUNNING");

    String location = savepointOfOrigin("SUSPEND");
    assertThat(job(5).at("/spec/parallelism").asInt()).isEqualTo(1);
    assertThat(job(5).at("/spec/savepointLocation").asString()).isEqualTo(location);
    assertThat(job(5).at("/spec/restore/explanation").asString())
        .contains(location, "the newest that the restore strategy LATEST_STATE allows");
    assertThat(jobs().messages(NAME))
        .contains(
            Rollbacks.said(
                "Deployment '%s' goes back to what job %s ran, with the newest state."
                    .formatted(NAME, idOf(job(1)))));
    rollbacks().assertOnRecord(id);
    awaitMoreResults();
    assertThat(results().origins()).hasSize(origins + 1);
  }

  @Test
  @Order(8)
  void goesOnAfterWeirItselfWasStoppedAndStarted() throws Exception {
    List<String> before = jobs().events(NAME);
    WEIR.down();
    WEIR.up();

    assertThat(jobs().events(NAME)).containsSubsequence(before);
    await("the job counts again")
        .atMost(Duration.ofMinutes(3))
        .until(() -> jobs().get(NAME).text("/status/state").equals("RUNNING"));
    awaitMoreResults();
  }

  @Test
  @Order(9)
  void hasCountedEachWordExactlyOnceInAll() throws Exception {
    jobs().wish(NAME, "SUSPENDED");
    jobs().awaitState(NAME, "SUSPENDED");

    results().assertExactlyOnce();
  }

  @Test
  @Order(10)
  void dataThatCannotBeRemovedStaysInTheCatalogueWithTheReason() throws Exception {
    removal = new Removal(savepointsOf(id, "SUSPEND").getFirst(), WEIR.directory());
    removal.dataIsMovedAndLinked();
    Answer accepted = delete(removal.savepoint());
    assertThat(accepted.status()).as("%s", accepted.body()).isEqualTo(200);
    assertThat(accepted.text("/status/state")).isEqualTo("PENDING_DELETION");

    Answer failed =
        await("the removal failed")
            .atMost(Duration.ofMinutes(1))
            .until(
                LifecycleIT::ofRemoval,
                answer -> answer.text("/status/state").equals("FAILED_DELETION"));
    assertThat(failed.text("/status/failure/reason")).isEqualTo("DATA_NOT_REMOVED");
    assertThat(failed.text("/status/failure/message"))
        .contains(Removal.location(removal.savepoint()), "it is a link");
    assertThat(failed.number("/status/catalogue/nextRemoval/attempt")).isGreaterThanOrEqualTo(2);
  }

  @Test
  @Order(11)
  void aForkGoesOnFromTheSavepointOfItsSource() throws Exception {
    JsonNode savepoint = newestSavepoint("SUSPEND");
    Answer forked =
        WEIR.stack()
            .client()
            .postJson(
                Jobs.NAMESPACE + "/deployments/" + NAME + "/fork",
                "{\"name\":\"%s\",\"savepointId\":\"%s\"}"
                    .formatted(FORK, savepoint.at("/metadata/id").asString()));
    assertThat(forked.status()).as("%s", forked.body()).isEqualTo(201);
    assertThat(forked.text("/metadata/displayName")).isEqualTo("Fork of " + NAME);

    int origins = results().origins().size();
    jobs().wish(FORK, "RUNNING");
    jobs().awaitState(FORK, "RUNNING");

    assertThat(jobs().list("jobs", FORK).getFirst().at("/spec/savepointLocation").asString())
        .isEqualTo(savepoint.at("/spec/savepointLocation").asString());
    // The sink's place is in the state, too; the source is suspended meanwhile.
    awaitMoreResults();
    assertThat(results().origins()).hasSize(origins + 1);
    jobs().wish(FORK, "CANCELLED");
  }

  @Test
  @Order(12)
  void theRemovalIsTriedAgainAtTheTimesInTheLogUntilItSucceeds() throws Exception {
    await("the second attempt failed, too")
        .atMost(Duration.ofMinutes(1))
        .until(() -> ofRemoval().number("/status/catalogue/nextRemoval/attempt") > 2);
    removal.dataIsMovedBack();

    await("the savepoint is gone")
        .atMost(Duration.ofMinutes(1))
        .until(() -> ofRemoval().status() == 404);
    assertThat(removal.data()).doesNotExist();
    removal.assertTriedAtTheToldTimes(jobs().list("events", NAME));
  }

  @Test
  @Order(13)
  void dataIsRemovedWhenNobodyRefersToItAndNotBefore() throws Exception {
    JsonNode shared = newestSavepoint("SUSPEND");
    Answer refused = delete(shared);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(shared.at("/status/catalogue/references")).hasSize(1);

    JsonNode old = newestSavepoint("USER_REQUEST");
    Path data = Path.of(URI.create(old.at("/spec/savepointLocation").asString()).getPath());
    assertThat(data.resolve("_metadata")).exists();
    Answer accepted = delete(old);
    assertThat(accepted.status()).as("%s", accepted.body()).isEqualTo(200);
    assertThat(accepted.text("/status/state")).isEqualTo("PENDING_DELETION");
    await("the savepoint is gone")
        .atMost(Duration.ofMinutes(1))
        .until(() -> WEIR.stack().client().get(path(old)).status() == 404);
    assertThat(data).doesNotExist();
    assertThat(data.getParent()).doesNotExist();
    assertThat(jobs().events(NAME))
        .containsSubsequence("TRIGGERED_SAVEPOINT_DELETION", "SUCCESSFULLY_DELETED_SAVEPOINT");
    // What it did not write it did not remove.
    assertThat(
            Path.of(URI.create(shared.at("/spec/savepointLocation").asString()).getPath())
                .resolve("_metadata"))
        .exists();
  }

  @Test
  @Order(14)
  void aSessionClusterComesUpIsResizedUnderItsDeploymentsAndStopsWithoutThem() throws Exception {
    SessionClusters sessions = new SessionClusters(WEIR.stack().client());
    Path results = WEIR.directory().resolve("storage/results/on-shared");
    sessions.create("shared", 1);
    jobs().secret("REPOSITORY_KEY", KEY);
    programs = new ProgramServer(WEIR.modules().exampleJob(), KEY);
    String guest =
        jobs()
            .create(
                jobs()
                    .yaml(
                        "guest",
                        "RUNNING",
                        programs.uri("${REPOSITORY_KEY}"),
                        Jobs.MAIN,
                        "--rate 50 --output " + Jobs.uriOf(results))
                    .replace("deploymentTargetName: default", "sessionClusterName: shared"));
    assertThat(jobs().messages("guest"))
        .anySatisfy(
            message ->
                assertThat(message)
                    .contains("Waiting for start 1 of the session cluster 'shared'"));
    jobs().awaitState("guest", "RUNNING");
    assertThat(sessions.get("shared").text("/status/state")).isEqualTo("RUNNING");
    assertThat(jobs().items("jobs", guest).getFirst().at("/metadata/sessionClusterName").asString())
        .isEqualTo("shared");

    sessions.patch("shared", "{\"numberOfTaskManagers\":2}");
    assertThat(sessions.get("shared").text("/status/state")).isEqualTo("UPDATING");
    sessions.awaitState("shared", "RUNNING");
    Answer refused = sessions.tryToPatch("shared", "{\"state\":\"STOPPED\"}");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text("/message")).contains("deployment guest");
    takeSavepoint(guest);

    jobs().wish("guest", "SUSPENDED");
    jobs().awaitState("guest", "SUSPENDED");
    JsonNode taken = savepointsOf(guest, "SUSPEND").getLast();
    int before = Results.in(results).lines().size();
    jobs()
        .patch(
            "guest",
            "{\"spec\":{\"template\":{\"spec\":{\"artifact\":{\"jarUri\":\"%s\",\"additionalDependencies\":[\"%s\"]}}}}}"
                .formatted(Jobs.uriOf(emptyJar()), Jobs.uriOf(WEIR.modules().exampleJob())));
    jobs().wish("guest", "RUNNING");
    jobs().awaitState("guest", "RUNNING");
    assertThat(jobs().items("jobs", guest).getLast().at("/spec/savepointLocation").asString())
        .isEqualTo(taken.at("/spec/savepointLocation").asString());
    await("the job has written more results")
        .atMost(Duration.ofMinutes(2))
        .until(() -> Results.in(results).lines().size() > before + 100);
    assertThat(Results.in(results).origins()).hasSize(2);
    guestGoesBackToTheStateOfItsFirstJob(guest, taken, results);

    jobs().wish("guest", "CANCELLED");
    jobs().awaitState("guest", "CANCELLED");
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

  private static void guestGoesBackToTheStateOfItsFirstJob(
      String guest, JsonNode taken, Path results) throws Exception {
    String first = idOf(jobs().items("jobs", guest).getFirst());
    Answer wished = rollbacks().goBack("guest", first, "OF_JOB");
    assertThat(wished.text("/spec/template/spec/artifact/jarUri"))
        .isEqualTo(programs.uri("${REPOSITORY_KEY}"));
    jobs().awaitState("guest", "RUNNING");

    JsonNode back = jobs().items("jobs", guest).getLast();
    assertThat(back.at("/spec/artifact/jarUri").asString())
        .isEqualTo(programs.uri("${REPOSITORY_KEY}"));
    assertThat(back.at("/spec/savepointLocation").asString()).isEqualTo(Removal.location(taken));
    assertThat(back.at("/spec/restore/rule").asString()).isEqualTo("OF_JOB");
    assertThat(back.at("/spec/restore/explanation").asString())
        .contains(
            Removal.location(taken),
            "the newest that is left of job " + first + ", to which the deployment goes back");
    assertThat(jobs().messages("guest"))
        .contains(
            Rollbacks.said(
                "Deployment 'guest' goes back to what job %s ran, with the state of that time: savepoint %s."
                    .formatted(first, idOf(taken))));
    rollbacks().assertOnRecord(guest);
    await("the third job counts again what the second one counted")
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(() -> Results.in(results).assertWentOnTwiceFromTheSameState());
  }

  @Test
  @Order(15)
  void rebuildsTheSameReadModelsFromTheLog() throws Exception {
    Answer verified = WEIR.stack().client(PortTable.Name.PROJECTION).get("/internal/verify");

    assertThat(verified.status()).isEqualTo(200);
    assertThat(verified.body().path("equal").asBoolean(false)).as("%s", verified.body()).isTrue();
  }

  @Test
  @Order(16)
  void isDeletedAndItsHistoryStays() throws Exception {
    Answer deleted = WEIR.stack().client().delete(Jobs.NAMESPACE + "/deployments/" + NAME);

    assertThat(deleted.status()).isEqualTo(200);
    assertThat(jobs().get(NAME).status()).isEqualTo(404);
    Answer history =
        WEIR.stack().client().get(Jobs.NAMESPACE + "/events?deleted=true&deploymentId=" + id);
    assertThat(history.body().path("items").size()).isGreaterThan(20);
  }

  /**
   * Another line of Flink, encrypted, with a log configuration in XML as a template renders it, and
   * with secrets: in the URI of the program and in an option.
   */
  @Test
  @Order(17)
  void runsAnotherLineOfFlinkAsItsFieldsSay() throws Exception {
    jobs().secret("GREETING", GREETING);
    Path other = WEIR.directory().resolve("storage/results/other-line");
    String body =
        jobs()
            .yaml(
                "other-line",
                "RUNNING",
                programs.uri("${REPOSITORY_KEY}"),
                Jobs.MAIN,
                "--rate 50 --output " + Jobs.uriOf(other))
            .replace("flinkVersion: \"2.3\"", "flinkVersion: 1.20")
            .replace(
                "  template:\n",
                "  template:\n    metadata: {annotations: {flink.security.ssl.enabled: true}}\n")
            .concat(
                """
                        pipeline.global-job-parameters: greeting:${GREETING}
                      logging:
                        log4jLoggers: {"": INFO}
                        log4j2ConfigurationTemplate: |
                          <Configuration>
                            <Appenders>
                              <Console name="Console"><PatternLayout pattern="as the template says %p %m%n"/></Console>
                            </Appenders>
                            <Loggers>
                              <Root level="{{ rootLoggerLogLevel }}"><AppenderRef ref="Console"/></Root>
                            </Loggers>
                          </Configuration>
                """);
    jobs().create(body);
    jobs().awaitState("other-line", "RUNNING");

    await("the job has written results")
        .atMost(Duration.ofMinutes(2))
        .until(() -> !Results.in(other).lines().isEmpty());
    assertThat(logsOfPods())
        .anySatisfy(
            log ->
                assertThat(log)
                    .contains("as the template says INFO")
                    .contains("Version: 1.20.0")
                    .contains("pipeline.global-job-parameters, greeting:" + GREETING)
                    .contains("security.ssl.internal.enabled, true"));
    assertSecretsAreNowhereElse();
    jobs().wish("other-line", "CANCELLED");
  }

  private static void assertSecretsAreNowhereElse() throws Exception {
    Traces traces = new Traces(WEIR.stack());
    assertThat(traces.of("as the template says"))
        .as("what is no secret, in the same deployment")
        .anyMatch(place -> place.startsWith("table projection"))
        .anyMatch(place -> place.startsWith("table command"))
        .anyMatch(place -> place.startsWith("topic"))
        .anyMatch(place -> place.startsWith("ConfigMap"));
    assertThat(traces.of("Started Executor")).contains("log k8s-executor.log");
    assertThat(traces.of(KEY)).as("the key of the repository").isEmpty();
    assertThat(traces.of(GREETING)).as("the value in the option").isEmpty();
    assertThat(logsOfPods()).noneMatch(log -> log.contains(KEY));
  }

  private static void takeSavepoint(String deployment) throws Exception {
    Answer answer =
        WEIR.stack()
            .client()
            .postJson(
                Jobs.NAMESPACE + "/savepoints",
                "{\"metadata\":{\"deploymentId\":\"" + deployment + "\"}}");
    assertThat(answer.status()).isEqualTo(201);
    String savepoint = answer.text("/metadata/id");
    await("the savepoint is complete")
        .atMost(Duration.ofMinutes(2))
        .until(
            () ->
                WEIR.stack()
                    .client()
                    .get(Jobs.NAMESPACE + "/savepoints/" + savepoint)
                    .text("/status/state")
                    .equals("COMPLETED"));
  }

  private static List<String> logsOfPods() throws IOException {
    try (Stream<Path> files = Files.walk(WEIR.directory().resolve("cluster/pods"))) {
      return files
          .filter(file -> file.getFileName().toString().equals("log"))
          .filter(Files::isRegularFile)
          .map(LifecycleIT::text)
          .toList();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException gone) {
      return "";
    }
  }

  private static Jobs jobs() {
    return new Jobs(WEIR.stack().client(), WEIR.modules());
  }

  private static Rollbacks rollbacks() {
    return new Rollbacks(WEIR.stack().client());
  }

  private static String idOf(JsonNode resource) {
    return resource.at("/metadata/id").asString();
  }

  private static String path(JsonNode savepoint) {
    return Jobs.NAMESPACE + "/savepoints/" + idOf(savepoint);
  }

  private static Answer ofRemoval() throws Exception {
    return WEIR.stack().client().get(path(removal.savepoint()));
  }

  private static Answer delete(JsonNode savepoint) throws Exception {
    return WEIR.stack().client().delete(path(savepoint));
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

  private static Path output() {
    return WEIR.directory().resolve("storage/results/" + NAME);
  }

  private static Results results() {
    return Results.in(output());
  }

  private static void awaitMoreResults() {
    int before = results().lines().size();
    await("the job has written more results")
        .atMost(Duration.ofMinutes(2))
        .until(() -> results().lines().size() > before + 100);
  }

  private static JsonNode job(int index) throws Exception {
    return jobs().items("jobs", id).get(index);
  }

  private static String savepointOfOrigin(String origin) throws Exception {
    return newestSavepoint(origin).at("/spec/savepointLocation").asString();
  }

  private static JsonNode newestSavepoint(String origin) throws Exception {
    JsonNode newest = savepointsOf(id, origin).getLast();
    assertThat(newest.at("/status/state").asString()).isEqualTo("COMPLETED");
    return newest;
  }

  private static List<JsonNode> savepointsOf(String deployment, String origin) throws Exception {
    List<JsonNode> savepoints =
        jobs().items("savepoints", deployment).stream()
            .filter(savepoint -> savepoint.at("/metadata/origin").asString("").equals(origin))
            .toList();
    assertThat(savepoints).as("savepoints of origin %s", origin).isNotEmpty();
    return savepoints;
  }
}
