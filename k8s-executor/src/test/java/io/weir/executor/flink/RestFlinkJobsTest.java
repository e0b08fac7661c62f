package io.weir.executor.flink;

import static io.weir.executor.testing.Intents.JOB;
import static io.weir.executor.testing.Intents.TRIGGER;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.weir.events.deployment.SavepointEffect;
import io.weir.executor.deployment.decide.Programs;
import io.weir.executor.deployment.decide.TriggerView;
import io.weir.executor.deployment.decide.VertexScale;
import io.weir.executor.testing.Intents;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Shapes recorded from Flink 2.3; the good ways are also walked on real Flink, end to end. */
class RestFlinkJobsTest {
  private static final String HEX = JOB.toString().replace("-", "");

  private static final String ITS_ID = "0000000000000000000000000000000f";

  private record Stub(int status, String body) {}

  private final Map<String, Stub> stubs = new ConcurrentHashMap<>();
  private final Map<String, Function<String, Stub>> refusing = new ConcurrentHashMap<>();
  private final List<String> requests = new ArrayList<>();
  private final RestFlinkJobs flink =
      new RestFlinkJobs(RestFlinkJobs.client(), Duration.ofMillis(500));
  private HttpServer server;
  private URI jobManager;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
          String path = exchange.getRequestURI().getPath();
          Stub stub =
              refusing.containsKey(path)
                  ? refusing.get(path).apply(body)
                  : stubs.getOrDefault(
                      path, new Stub(404, "{\"errors\":[\"NotFoundException: not found\"]}"));
          byte[] answer = stub.body().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(stub.status(), answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    jobManager = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void readsAJob() {
    answers(
        "",
        "{\"state\":\"RUNNING\",\"name\":\"words\",\"status-counts\":{\"RUNNING\":3,\"FINISHED\":1,\"CREATED\":0}}");
    assertThat(flink.job(jobManager, JOB))
        .isEqualTo(new Answer.Given<>(new FlinkJobs.Summary("RUNNING", "words", true)));
    answers(
        "",
        "{\"state\":\"RUNNING\",\"name\":\"words\",\"status-counts\":{\"RUNNING\":3,\"DEPLOYING\":1}}");
    assertThat(flink.job(jobManager, JOB).given().orElseThrow().tasksRunning()).isFalse();
  }

  @Test
  void readsWhoseJobManagerItIs() {
    assertThat(flink.restAddress(jobManager)).isInstanceOf(Answer.NotFound.class);
    stubs.put(
        "/jobmanager/config",
        new Stub(
            200,
            "[{\"key\":\"rest.port\",\"value\":\"8081\"},{\"key\":\"rest.address\",\"value\":\"job-1\"}]"));
    assertThat(flink.restAddress(jobManager)).isEqualTo(new Answer.Given<>(Optional.of("job-1")));
    stubs.put("/jobmanager/config", new Stub(200, "[]"));
    assertThat(flink.restAddress(jobManager)).isEqualTo(new Answer.Given<>(Optional.empty()));
    stubs.put("/jobmanager/config", new Stub(200, "{}"));
    assertThat(flink.restAddress(jobManager)).isInstanceOf(Answer.Unavailable.class);
  }

  @Test
  void countsTheTaskManagersOfACluster() {
    stubs.put("/overview", new Stub(200, "{\"taskmanagers\":2,\"slots-total\":4}"));
    assertThat(flink.overview(jobManager))
        .isEqualTo(new Answer.Given<>(new FlinkClusters.Overview(2)));
    stubs.put("/overview", new Stub(200, "{\"taskmanagers\":\"many\"}"));
    assertThat(flink.overview(jobManager)).isInstanceOf(Answer.Unavailable.class);
  }

  @Test
  void listsTheJobsThatGoOn() {
    stubs.put(
        "/jobs/overview",
        new Stub(
            200,
            """
            {"jobs":[
              {"jid":"%s","name":"words","state":"RUNNING","tasks":{"total":2}},
              {"jid":"%032x","name":"a","state":"CANCELLING"},
              {"jid":"%032x","name":"b","state":"FINISHED"},
              {"jid":"ffffffffffffffff0000000000000003","name":"c","state":"RESTARTING"}]}
            """
                .formatted(HEX, 1, 2)));
    assertThat(flink.running(jobManager))
        .isEqualTo(new Answer.Given<>(List.of(JOB, new UUID(-1, 3))));
    stubs.put(
        "/jobs/overview", new Stub(200, "{\"jobs\":[{\"jid\":\"7\",\"state\":\"RUNNING\"}]}"));
    assertThat(flink.running(jobManager)).isInstanceOf(Answer.Unavailable.class);
  }

  @Test
  void tellsAnUnknownJobFromAnError() {
    assertThat(flink.job(jobManager, JOB)).isInstanceOf(Answer.NotFound.class);
    stubs.put("/jobs/" + HEX, new Stub(400, "{\"errors\":[\"BadRequest: no\\n\\tat x\"]}"));
    assertThat(flink.job(jobManager, JOB)).isEqualTo(new Answer.Refused<>(400, "BadRequest: no"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "[]", "<html>", "{\"state\":", "{\"state\":7}"})
  void takesNonsenseForNoAnswer(String body) {
    stubs.put("/jobs/" + HEX, new Stub(200, body));
    assertThat(flink.job(jobManager, JOB)).isInstanceOf(Answer.Unavailable.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "[]", "{\"jobs\":7,\"files\":{},\"applications\":null}"})
  void takesAnAnswerWithoutItsListForNoAnswer(String body) {
    for (String path : List.of("/jobs/overview", "/jars", "/applications/overview"))
      stubs.put(path, new Stub(200, body));
    for (Answer<?> answer :
        List.of(flink.running(jobManager), flink.jars(jobManager), flink.programs(jobManager)))
      assertThat(answer)
          .isInstanceOfSatisfying(
              Answer.Unavailable.class, it -> assertThat(it.why()).contains("there is no field"));
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 429, 408, 302})
  void takesErrorsOfTheServerForNoAnswer(int status) {
    stubs.put("/jobs/" + HEX, new Stub(status, "{\"errors\":[\"oops\"]}"));
    assertThat(flink.job(jobManager, JOB)).isInstanceOf(Answer.Unavailable.class);
  }

  @Test
  void takesSilenceForNoAnswer() throws IOException {
    try (ServerSocket mute = new ServerSocket(0)) {
      URI nobody = URI.create("http://127.0.0.1:" + mute.getLocalPort());
      assertThat(flink.job(nobody, JOB)).isInstanceOf(Answer.Unavailable.class);
    }
    assertThat(flink.job(URI.create("http://127.0.0.1:1"), JOB))
        .isInstanceOfSatisfying(
            Answer.Unavailable.class, answer -> assertThat(answer.why()).contains("127.0.0.1:1"));
  }

  @Test
  void followsATriggerToSuccessOrFailureThoughBothAreCalledCompleted() {
    String path = "/savepoints/" + TRIGGER.toString().replace("-", "");
    assertThat(flink.trigger(jobManager, JOB, TRIGGER)).isInstanceOf(Answer.NotFound.class);
    answers(path, "{\"status\":{\"id\":\"IN_PROGRESS\"},\"operation\":null}");
    assertThat(flink.trigger(jobManager, JOB, TRIGGER).given()).contains(new TriggerView.Pending());
    answers(path, "{\"status\":{\"id\":\"COMPLETED\"},\"operation\":{\"location\":\"file:/sp\"}}");
    assertThat(flink.trigger(jobManager, JOB, TRIGGER).given())
        .contains(new TriggerView.Written("file:/sp", Optional.empty()));
    answers(
        path,
        "{\"status\":{\"id\":\"COMPLETED\"},\"operation\":{\"failure-cause\":{\"class\":\"X\",\"stack-trace\":\"X: disk full\"}}}");
    assertThat(flink.trigger(jobManager, JOB, TRIGGER).given())
        .contains(new TriggerView.Failed("X: disk full"));
  }

  /** As Flink 1.8 to 1.14 do. */
  @Test
  void asksALineThatKnowsNoTriggerIdsInItsOwnWayAndFollowsTheIdThatItGives() {
    answersWithoutTriggerIds("/stop");
    answersWithoutTriggerIds("/savepoints");
    answers("/savepoints/" + ITS_ID, "{\"status\":{\"id\":\"IN_PROGRESS\"}}");

    assertThat(flink.trigger(jobManager, JOB, Intents.aSavepoint(SavepointEffect.STOP)).given())
        .contains(true);
    assertThat(
            flink
                .trigger(jobManager, JOB, Intents.aSavepoint(SavepointEffect.KEEP_RUNNING))
                .given())
        .contains(true);

    assertThat(requests.get(1))
        .endsWith("/stop {\"targetDirectory\":\"file:///state/savepoint\",\"drain\":false}");
    assertThat(requests.get(3))
        .endsWith(
            "/savepoints {\"target-directory\":\"file:///state/savepoint\",\"cancel-job\":false}");
    UUID ours = Intents.aSavepoint(SavepointEffect.STOP).triggerId();
    assertThat(flink.trigger(jobManager, JOB, ours))
        .isEqualTo(new Answer.Given<>(new TriggerView.Pending()));
  }

  /** As Flink 1.7 and 1.8 do. */
  @Test
  void cancelsWithASavepointWhereThereIsNoStopUnlessTheJobMustBeDrained() {
    stubs.put("/jobs/" + HEX + "/stop", new Stub(404, "{\"errors\":[\"Not found.\"]}"));
    answers("/savepoints", "{\"request-id\":\"" + ITS_ID + "\"}");

    assertThat(flink.trigger(jobManager, JOB, Intents.aSavepoint(SavepointEffect.STOP)).given())
        .contains(true);
    assertThat(requests.get(1))
        .endsWith(
            "/savepoints {\"target-directory\":\"file:///state/savepoint\",\"cancel-job\":true}");
    assertThat(flink.trigger(jobManager, JOB, Intents.aSavepoint(SavepointEffect.DRAIN)))
        .isInstanceOf(Answer.NotFound.class);
    assertThat(requests).hasSize(3);
  }

  private void answersWithoutTriggerIds(String path) {
    refusing.put(
        "/jobs/" + HEX + path,
        body ->
            body.contains("triggerId")
                ? new Stub(
                    400,
                    "{\"errors\":[\"Request did not match expected format SavepointTriggerRequestBody.\"]}")
                : new Stub(202, "{\"request-id\":\"" + ITS_ID + "\"}"));
  }

  @Test
  void triggersWithTheIdAndDirectoryOfTheIntent() {
    answers("/stop", "{\"request-id\":\"x\"}");
    answers("/savepoints", "{\"request-id\":\"x\"}");
    assertThat(flink.trigger(jobManager, JOB, Intents.aSavepoint(SavepointEffect.DRAIN)).given())
        .contains(true);
    flink.trigger(jobManager, JOB, Intents.aSavepoint(SavepointEffect.KEEP_RUNNING));
    assertThat(requests.getFirst())
        .startsWith("POST /jobs/" + HEX + "/stop")
        .contains(
            "\"targetDirectory\":\"file:///state/savepoint\"", "\"drain\":true", "\"triggerId\"");
    assertThat(requests.getLast())
        .startsWith("POST /jobs/" + HEX + "/savepoints")
        .contains("\"target-directory\"", "\"cancel-job\":false");
  }

  @Test
  void readsTheFailureFromTheResultAndElseFromTheHistory() {
    answers(
        "/exceptions", "{\"exceptionHistory\":{\"entries\":[{\"stacktrace\":\"B: history\"}]}}");
    assertThat(flink.failure(jobManager, JOB).given()).contains(Optional.of("B: history"));
    answers(
        "/execution-result",
        "{\"status\":{\"id\":\"COMPLETED\"},\"job-execution-result\":{\"failure-cause\":{\"stack-trace\":\"A: result\"}}}");
    assertThat(flink.failure(jobManager, JOB).given()).contains(Optional.of("A: result"));
  }

  @Test
  void readsCheckpoints() {
    answers(
        "/checkpoints",
        """
        {"latest":{"completed":{"external_path":"file:/chk-7","latest_ack_timestamp":1000},
                   "restored":{"external_path":"file:/sp"}},
         "history":[{"is_savepoint":true,"status":"IN_PROGRESS","external_path":null},
                    {"is_savepoint":false,"status":"IN_PROGRESS"},
                    {"is_savepoint":true,"status":"COMPLETED","external_path":"file:/sp/2"},
                    {"is_savepoint":true,"status":"FAILED","external_path":"file:/sp/1"}]}
        """);
    assertThat(flink.checkpoints(jobManager, JOB).given())
        .contains(
            new FlinkJobs.Checkpoints(
                Optional.of(new FlinkJobs.Completed("file:/chk-7", Instant.ofEpochMilli(1000))),
                Optional.of("file:/sp"),
                List.of(
                    new FlinkJobs.SavepointRun(true, Optional.empty()),
                    new FlinkJobs.SavepointRun(false, Optional.of("file:/sp/2")),
                    new FlinkJobs.SavepointRun(false, Optional.empty()))));
    answers(
        "/checkpoints",
        "{\"latest\":{\"completed\":{\"external_path\":\"<checkpoint-not-externally-addressable>\"},\"restored\":null}}");
    assertThat(flink.checkpoints(jobManager, JOB).given())
        .contains(new FlinkJobs.Checkpoints(Optional.empty(), Optional.empty(), List.of()));
  }

  @Test
  void cancelsAndTakesAnEndedJobForCancelled() {
    stubs.put("/jobs/" + HEX, new Stub(202, "{}"));
    assertThat(flink.cancel(jobManager, JOB).given()).contains(true);
    stubs.put("/jobs/" + HEX, new Stub(409, "{\"errors\":[\"already ended\"]}"));
    assertThat(flink.cancel(jobManager, JOB).given()).contains(true);
    assertThat(requests.getFirst()).startsWith("PATCH /jobs/" + HEX + "?mode=cancel");
  }

  @Test
  void readsAndSetsTheScaleOfVertices() {
    assertThat(flink.vertices(jobManager, JOB)).isInstanceOf(Answer.NotFound.class);
    answers(
        "/resource-requirements", "{\"a1\":{\"parallelism\":{\"lowerBound\":1,\"upperBound\":4}}}");
    answers(
        "",
        "{\"state\":\"RUNNING\",\"vertices\":[{\"id\":\"a1\",\"parallelism\":2,\"maxParallelism\":128}]}");
    assertThat(flink.vertices(jobManager, JOB).given())
        .contains(List.of(new VertexScale("a1", 2, 4, 128)));
    answers("/resource-requirements", "{}");
    assertThat(flink.vertices(jobManager, JOB)).isInstanceOf(Answer.Unavailable.class);

    assertThat(flink.rescale(jobManager, JOB, Map.of("a1", 6)).given()).contains(true);
    assertThat(requests.getLast())
        .startsWith("PUT /jobs/" + HEX + "/resource-requirements")
        .endsWith("{\"a1\":{\"parallelism\":{\"lowerBound\":1,\"upperBound\":6}}}");
    stubs.put(
        "/jobs/" + HEX + "/resource-requirements",
        new Stub(400, "{\"errors\":[\"The job does not use the adaptive scheduler\"]}"));
    assertThat(flink.rescale(jobManager, JOB, Map.of("a1", 6)))
        .isEqualTo(new Answer.Refused<>(400, "The job does not use the adaptive scheduler"));
  }

  @Test
  void knowsWhenTheProgramHasEnded() {
    assertThat(flink.programs(jobManager)).isInstanceOf(Answer.NotFound.class);
    stubs.put("/applications/overview", new Stub(200, "{\"applications\":[]}"));
    assertThat(flink.programs(jobManager).given()).contains(Programs.NONE);
    stubs.put(
        "/applications/overview", new Stub(200, "{\"applications\":[{\"status\":\"RUNNING\"}]}"));
    assertThat(flink.programs(jobManager).given()).contains(Programs.RUNNING);
    stubs.put(
        "/applications/overview", new Stub(200, "{\"applications\":[{\"status\":\"FINISHED\"}]}"));
    assertThat(flink.programs(jobManager).given()).contains(Programs.ENDED);
  }

  @Test
  void countsRestarts() {
    answers("/metrics", "[{\"id\":\"numRestarts\",\"value\":\"12\"}]");
    assertThat(flink.restarts(jobManager, JOB).given()).contains(12L);
    answers("/metrics", "[]");
    assertThat(flink.restarts(jobManager, JOB).given()).contains(0L);
  }

  private void answers(String path, String body) {
    stubs.put("/jobs/" + HEX + path, new Stub(200, body));
  }
}
