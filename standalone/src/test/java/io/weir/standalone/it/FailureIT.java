package io.weir.standalone.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.standalone.client.Answer;
import io.weir.standalone.data.PortTable;
import java.nio.file.Path;
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
    jobs().create(jobs().yaml("no-jar", "RUNNING", "file:///nowhere/job.jar", MAIN, "--rate 1"));

    assertFails("no-jar", "/nowhere/job.jar");
  }

  @Test
  void saysThatTheMainClassIsNotInTheJar() throws Exception {
    jobs()
        .create(
            jobs()
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
    jobs().create(jobs().yaml("throws", "RUNNING", "--fail-in-main NoMoodToday"));

    assertFails("throws", "NoMoodToday");
  }

  @Test
  void passesOnThatASavepointIsNotThere() throws Exception {
    String id = jobs().create(jobs().yaml("no-savepoint", "CANCELLED", "--rate 1"));
    Answer copied =
        WEIR.stack()
            .client()
            .postJson(
                Jobs.NAMESPACE + "/savepoints",
                "{\"metadata\":{\"deploymentId\":\"%s\"},\"spec\":{\"savepointLocation\":\"file:///nowhere/savepoint-1\"}}"
                    .formatted(id));
    assertThat(copied.status()).as("%s", copied.body()).isEqualTo(201);

    jobs().wish("no-savepoint", "RUNNING");

    assertFails("no-savepoint", "/nowhere/savepoint-1");
  }

  @Test
  void refusesAnUnknownTarget() throws Exception {
    Answer answer =
        WEIR.stack()
            .client()
            .postYaml(
                Jobs.NAMESPACE + "/deployments",
                jobs()
                    .yaml("no-target", "RUNNING", "--rate 1")
                    .replace("Name: default", "Name: mars"));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("/message")).contains("mars");
  }

  @Test
  void saysThatAFiniteJobIsFinished() throws Exception {
    jobs().create(jobs().yaml("finite", "RUNNING", "--rate 1000 --lines 20"));

    await("the job is finished")
        .atMost(Duration.ofMinutes(4))
        .until(() -> jobs().get("finite").text("/status/state").equals("FINISHED"));
  }

  @Test
  void survivesTheDeathOfATaskManagerAndOfAJobManagerWithItsState() throws Exception {
    Path output = WEIR.directory().resolve("storage/results/sturdy");
    jobs().create(jobs().yaml("sturdy", "RUNNING", "--rate 50 --output " + Jobs.uriOf(output)));
    jobs().awaitState("sturdy", "RUNNING");
    awaitMoreResults(output);
    String job = jobs().list("jobs", "sturdy").getLast().at("/metadata/id").asString();

    JobPods pods = new JobPods(WEIR.stack().client(PortTable.Name.CLUSTER));
    pods.deleteAtOnce(job, "taskmanager");
    awaitMoreResults(output);
    pods.deleteAtOnce(job, "jobmanager");
    awaitMoreResults(output);
    assertThat(jobs().list("jobs", "sturdy")).as("jobs: high availability is on").hasSize(1);

    jobs().wish("sturdy", "SUSPENDED");
    jobs().awaitState("sturdy", "SUSPENDED");
    Results.in(output).assertExactlyOnce();
    assertThat(Results.in(output).origins()).hasSizeGreaterThanOrEqualTo(2);
  }

  /** FAILED after its one attempt, and some event or job says why in Flink's own words. */
  private static void assertFails(String name, String cause) throws Exception {
    jobs().awaitState(name, "FAILED");
    List<String> told = jobs().messages(name);
    JsonNode failure = jobs().list("jobs", name).getLast().at("/status/failure");
    assertThat(told + " " + failure).contains(cause);
    jobs().wish(name, "CANCELLED");
    jobs().awaitState(name, "CANCELLED");
  }

  private static void awaitMoreResults(Path output) {
    int before = Results.in(output).lines().size();
    await("the job has written more results")
        .atMost(Duration.ofMinutes(3))
        .until(() -> Results.in(output).lines().size() > before + 100);
  }

  private static Jobs jobs() {
    return new Jobs(WEIR.stack().client(), WEIR.modules());
  }
}
