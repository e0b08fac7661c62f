package io.weir.standalone.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.standalone.client.Answer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
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

  @RegisterExtension static final StackExtension WEIR = new StackExtension();
  private static String id;

  /** What the job after the upgrade wrote down as the state that it began from. */
  private static String originOfUpgrade;

  @Test
  @Order(1)
  void startsAndCounts() throws Exception {
    Answer uploaded = WEIR.stack().client().upload("default", WEIR.modules().exampleJob());
    assertThat(uploaded.status()).as("%s", uploaded.body()).isEqualTo(200);
    id =
        WEIR.jobs()
            .create(
                WEIR.jobs()
                    .yaml(
                        NAME,
                        "RUNNING",
                        uploaded.text("/artifact/uri"),
                        Jobs.MAIN,
                        "--rate 50 --output " + Jobs.uriOf(WEIR.counting(NAME).output())));
    WEIR.jobs().awaitState(NAME, "RUNNING");

    assertThat(WEIR.jobs().events(NAME))
        .containsSubsequence(
            "STATE_TRANSITION_IS_NEEDED",
            "CREATING_A_NEW_JOB",
            "SPINNING_UP_A_CLUSTER_FOR_A_JOB",
            "AWAITING_FOR_A_CLUSTER_TO_SPIN_UP",
            "JOB_SUCCESSFULLY_STARTED",
            "STATE_TRANSITION_IS_COMPLETED");
    assertThat(WEIR.jobs().messages(NAME))
        .anySatisfy(
            message ->
                assertThat(message).contains("beginning without state").contains("FIRST_START"));
    assertThat(job(0).at("/status/state").asString()).isEqualTo("STARTED");
    WEIR.counting(NAME).awaitMore();
    assertThat(WEIR.counting(NAME).origins()).containsExactly("fresh");
  }

  @Test
  @Order(2)
  void showsFlinksOwnViewOfItsJobForLookingOnly() throws Exception {
    String ui =
        "/flink-ui/namespaces/default/jobs/" + WEIR.jobs().get(NAME).text("/status/running/jobId");

    assertThat(WEIR.stack().client().get(ui + "/jobs/overview").text("/jobs/0/state"))
        .isEqualTo("RUNNING");
    assertThat(WEIR.stack().client().get(ui + "/jobmanager/config").status()).isEqualTo(403);
    assertThat(WEIR.stack().client().delete(ui + "/overview").status()).isEqualTo(405);
    try (HttpClient browser = HttpClient.newHttpClient()) {
      HttpRequest page =
          HttpRequest.newBuilder(URI.create(WEIR.stack().client().origin() + ui + "/")).build();
      assertThat(browser.send(page, HttpResponse.BodyHandlers.ofString()).body())
          .contains("<title>Apache Flink Web Dashboard</title>");
    }
  }

  @Test
  @Order(3)
  void takesASavepointWhileItRuns() throws Exception {
    WEIR.savepoints().take(id);

    assertThat(WEIR.jobs().get(NAME).text("/status/state")).isEqualTo("RUNNING");
  }

  @Test
  @Order(4)
  void suspendsAndGoesOnFromThatSavepoint() throws Exception {
    WEIR.jobs().wish(NAME, "SUSPENDED");
    WEIR.jobs().awaitState(NAME, "SUSPENDED");
    String location = savepointOfOrigin("SUSPEND");
    assertThat(job(0).at("/status/state").asString()).isIn("TERMINATED", "FINISHED");

    WEIR.jobs().wish(NAME, "RUNNING");
    WEIR.jobs().awaitState(NAME, "RUNNING");

    assertThat(job(1).at("/spec/savepointLocation").asString()).isEqualTo(location);
    WEIR.counting(NAME).awaitMore();
    assertThat(WEIR.counting(NAME).origins()).hasSize(2);
  }

  @Test
  @Order(5)
  void upgradesWithItsState() throws Exception {
    Set<String> origins = WEIR.counting(NAME).origins();
    WEIR.jobs().patch(NAME, "{\"spec\":{\"template\":{\"spec\":{\"parallelism\":2}}}}");
    assertThat(WEIR.jobs().get(NAME).text("/status/state")).isEqualTo("TRANSITIONING");
    WEIR.jobs().awaitState(NAME, "RUNNING");

    assertThat(job(2).at("/spec/parallelism").asInt()).isEqualTo(2);
    assertThat(job(2).at("/spec/savepointLocation").asString()).contains("flink-savepoints");
    WEIR.counting(NAME).awaitMore();
    Set<String> now = WEIR.counting(NAME).origins();
    assertThat(now).hasSize(3).containsAll(origins);
    originOfUpgrade =
        now.stream().filter(each -> !origins.contains(each)).findFirst().orElseThrow();
  }

  @Test
  @Order(6)
  void goesOnFromTheLastCheckpointAfterACancellation() throws Exception {
    WEIR.jobs().wish(NAME, "CANCELLED");
    WEIR.jobs().awaitState(NAME, "CANCELLED");
    String checkpoint = savepointOfOrigin("RETAINED_CHECKPOINT");

    WEIR.jobs()
        .patch(
            NAME,
            "{\"spec\":{\"state\":\"RUNNING\",\"template\":{\"spec\":{\"flinkConfiguration\":{\"high-availability.type\":\"NONE\"}}}}}");
    WEIR.jobs().awaitState(NAME, "RUNNING");

    assertThat(job(3).at("/spec/savepointLocation").asString()).isEqualTo(checkpoint);
    WEIR.counting(NAME).awaitMore();
  }

  /** By what step 5 set, Flink itself does not bring it back. */
  @Test
  @Order(7)
  void healsFromItsNewestCheckpointWhenThePodOfItsJobManagerWasDeleted() throws Exception {
    int origins = WEIR.counting(NAME).origins().size();
    WEIR.pods().delete(Jobs.idOf(job(3)), "jobmanager");
    await("another job begins")
        .atMost(Duration.ofMinutes(1))
        .until(() -> WEIR.jobs().items("jobs", id).size() == 5);
    WEIR.jobs().awaitState(NAME, "RUNNING");

    assertThat(job(3).at("/status/state").asString()).isEqualTo("FAILED");
    assertThat(job(3).at("/status/failure/reason").asString()).isEqualTo("JOB_MANAGER_EXITED");
    assertThat(job(4).at("/spec/savepointLocation").asString())
        .isEqualTo(savepointOfOrigin("RETAINED_CHECKPOINT"))
        .isNotEqualTo(job(3).at("/spec/savepointLocation").asString());
    WEIR.counting(NAME).awaitMore();
    assertThat(WEIR.counting(NAME).origins()).hasSize(origins + 1);
  }

  @Test
  @Order(8)
  void goesBackToWhatAnEarlierJobRanWithTheNewestState() throws Exception {
    assertThat(job(1).at("/spec/parallelism").asInt()).isEqualTo(1);
    int origins = WEIR.counting(NAME).origins().size();
    Answer wished = WEIR.rollbacks().goBack(NAME, Jobs.idOf(job(1)), "LATEST");
    assertThat(wished.number("/spec/template/spec/parallelism")).isEqualTo(1);
    WEIR.jobs().awaitState(NAME, "RUNNING");

    String location = savepointOfOrigin("SUSPEND");
    assertThat(job(5).at("/spec/parallelism").asInt()).isEqualTo(1);
    assertThat(job(5).at("/spec/savepointLocation").asString()).isEqualTo(location);
    assertThat(job(5).at("/spec/restore/explanation").asString())
        .contains(location, "the newest that the restore strategy LATEST_STATE allows");
    assertThat(WEIR.jobs().messages(NAME))
        .contains(
            Rollbacks.said(
                "Deployment '%s' goes back to what job %s ran, with the newest state."
                    .formatted(NAME, Jobs.idOf(job(1)))));
    WEIR.rollbacks().assertOnRecord(id);
    WEIR.counting(NAME).awaitMore();
    assertThat(WEIR.counting(NAME).origins()).hasSize(origins + 1);
  }

  @Test
  @Order(9)
  void goesOnAfterWeirItselfWasStoppedAndStarted() throws Exception {
    List<String> before = WEIR.jobs().events(NAME);
    WEIR.down();
    WEIR.up();

    assertThat(WEIR.jobs().events(NAME)).containsSubsequence(before);
    await("the job counts again")
        .atMost(Duration.ofMinutes(3))
        .until(() -> WEIR.jobs().get(NAME).text("/status/state").equals("RUNNING"));
    WEIR.counting(NAME).awaitMore();
  }

  @Test
  @Order(10)
  void hasCountedEachWordExactlyOnceInAll() throws Exception {
    WEIR.jobs().wish(NAME, "SUSPENDED");
    WEIR.jobs().awaitState(NAME, "SUSPENDED");

    WEIR.counting(NAME).assertExactlyOnce();
  }

  @Test
  @Order(11)
  void aForkGoesOnFromTheSavepointOfItsSource() throws Exception {
    JsonNode savepoint = WEIR.savepoints().newest(id, "SUSPEND");
    Answer forked = WEIR.jobs().fork(NAME, FORK, savepoint);
    assertThat(forked.text("/metadata/displayName")).isEqualTo("Fork of " + NAME);

    int origins = WEIR.counting(NAME).origins().size();
    WEIR.jobs().wish(FORK, "RUNNING");
    WEIR.jobs().awaitState(FORK, "RUNNING");

    assertThat(WEIR.jobs().list("jobs", FORK).getFirst().at("/spec/savepointLocation").asString())
        .isEqualTo(Savepoints.location(savepoint));
    // The sink's place is in the state, too; the source is suspended meanwhile.
    WEIR.counting(NAME).awaitMore();
    assertThat(WEIR.counting(NAME).origins()).hasSize(origins + 1);
    WEIR.jobs().wish(FORK, "CANCELLED");
    WEIR.jobs().awaitState(FORK, "CANCELLED");
  }

  @Test
  @Order(12)
  void goesBackToTheStateOfAnEarlierJob() throws Exception {
    String location = job(2).at("/spec/savepointLocation").asString();
    Set<String> origins = WEIR.counting(NAME).origins();
    WEIR.rollbacks().goBack(NAME, Jobs.idOf(job(1)), "OF_JOB");
    WEIR.jobs().awaitState(NAME, "RUNNING");

    assertThat(job(6).at("/spec/parallelism").asInt()).isEqualTo(1);
    WEIR.rollbacks().assertWentBackToStateOf(WEIR.jobs(), NAME, Jobs.idOf(job(1)), location);
    WEIR.counting(NAME).awaitTwoBeganFrom(originOfUpgrade);
    assertThat(WEIR.counting(NAME).origins()).isEqualTo(origins);
  }

  @Test
  @Order(13)
  void rebuildsTheSameReadModelsFromTheLog() throws Exception {
    ReadModels.assertRebuiltAlike(WEIR.stack());
  }

  @Test
  @Order(14)
  void isDeletedAndItsHistoryStays() throws Exception {
    WEIR.jobs().wish(NAME, "CANCELLED");
    WEIR.jobs().awaitState(NAME, "CANCELLED");
    Answer deleted = WEIR.stack().client().delete(Jobs.NAMESPACE + "/deployments/" + NAME);

    assertThat(deleted.status()).isEqualTo(200);
    assertThat(WEIR.jobs().get(NAME).status()).isEqualTo(404);
    Answer history =
        WEIR.stack().client().get(Jobs.NAMESPACE + "/events?deleted=true&deploymentId=" + id);
    assertThat(history.body().path("items").size()).isGreaterThan(20);
  }

  private static JsonNode job(int index) throws Exception {
    return WEIR.jobs().items("jobs", id).get(index);
  }

  private static String savepointOfOrigin(String origin) throws Exception {
    return Savepoints.location(WEIR.savepoints().newest(id, origin));
  }
}
