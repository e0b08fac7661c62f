package io.weir.standalone.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.standalone.client.Answer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** What can go wrong with a job ends in the state that it should, with the real cause told. */
class FailureIT {
  private static final String MAIN = Jobs.MAIN;

  @RegisterExtension static final StackExtension WEIR = new StackExtension();

  @Test
  void saysThatTheJarIsNotThere() throws Exception {
    WEIR.jobs()
        .create(WEIR.jobs().yaml("no-jar", "RUNNING", "file:///nowhere/job.jar", MAIN, "--rate 1"));

    assertFails("no-jar", "/nowhere/job.jar");
  }

  @Test
  void saysThatTheMainClassIsNotInTheJar() throws Exception {
    WEIR.jobs()
        .create(
            WEIR.jobs()
                .yaml(
                    "no-class",
                    "RUNNING",
                    Jobs.uriOf(WEIR.modules().exampleJob()),
                    "io.weir.Nothing",
                    "--rate 1"));

    assertFails("no-class", "io.weir.Nothing");
  }

  @Test
  void passesOnWhatMainThrew() throws Exception {
    WEIR.jobs().create(WEIR.jobs().yaml("throws", "RUNNING", "--fail-in-main NoMoodToday"));

    assertFails("throws", "NoMoodToday");
  }

  @Test
  void passesOnThatASavepointIsNotThere() throws Exception {
    String id = WEIR.jobs().create(WEIR.jobs().yaml("no-savepoint", "CANCELLED", "--rate 1"));
    Answer copied =
        WEIR.stack()
            .client()
            .postJson(
                Jobs.NAMESPACE + "/savepoints",
                "{\"metadata\":{\"deploymentId\":\"%s\"},\"spec\":{\"savepointLocation\":\"file:///nowhere/savepoint-1\"}}"
                    .formatted(id));
    assertThat(copied.status()).as("%s", copied.body()).isEqualTo(201);

    WEIR.jobs().wish("no-savepoint", "RUNNING");

    assertFails("no-savepoint", "/nowhere/savepoint-1");
  }

  @Test
  void refusesAnUnknownTarget() throws Exception {
    Answer answer =
        WEIR.stack()
            .client()
            .postYaml(
                Jobs.NAMESPACE + "/deployments",
                WEIR.jobs()
                    .yaml("no-target", "RUNNING", "--rate 1")
                    .replace("Name: default", "Name: mars"));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("/message")).contains("mars");
  }

  @Test
  void saysThatAFiniteJobIsFinished() throws Exception {
    WEIR.jobs().create(WEIR.jobs().yaml("finite", "RUNNING", "--rate 1000 --lines 20"));

    await("the job is finished")
        .atMost(Duration.ofMinutes(4))
        .until(() -> WEIR.jobs().get("finite").text("/status/state").equals("FINISHED"));
  }

  @Test
  void survivesTheDeathOfATaskManagerAndOfAJobManagerWithItsState() throws Exception {
    Counting counting = WEIR.counting("sturdy");
    WEIR.jobs()
        .create(
            WEIR.jobs()
                .yaml("sturdy", "RUNNING", "--rate 50 --output " + Jobs.uriOf(counting.output())));
    WEIR.jobs().awaitState("sturdy", "RUNNING");
    counting.awaitMore();
    String job = Jobs.idOf(WEIR.jobs().list("jobs", "sturdy").getLast());

    JobPods pods = WEIR.pods();
    pods.deleteAtOnce(job, "taskmanager");
    counting.awaitMore();
    pods.deleteAtOnce(job, "jobmanager");
    counting.awaitMore();
    assertThat(WEIR.jobs().list("jobs", "sturdy")).as("jobs: high availability is on").hasSize(1);

    WEIR.jobs().wish("sturdy", "SUSPENDED");
    WEIR.jobs().awaitState("sturdy", "SUSPENDED");
    counting.assertExactlyOnce();
    assertThat(counting.origins()).hasSizeGreaterThanOrEqualTo(2);
  }

  /** FAILED after its one attempt, and some event or job says why in Flink's own words. */
  private static void assertFails(String name, String cause) throws Exception {
    WEIR.jobs().awaitState(name, "FAILED");
    List<String> told = WEIR.jobs().messages(name);
    JsonNode failure = WEIR.jobs().list("jobs", name).getLast().at("/status/failure");
    assertThat(told + " " + failure).contains(cause);
    WEIR.jobs().wish(name, "CANCELLED");
    WEIR.jobs().awaitState(name, "CANCELLED");
  }
}
