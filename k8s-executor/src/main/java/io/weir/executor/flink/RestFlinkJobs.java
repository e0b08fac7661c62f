package io.weir.executor.flink;

import io.weir.events.deployment.SavepointRequested;
import io.weir.events.wire.WireJson;
import io.weir.executor.deployment.decide.Programs;
import io.weir.executor.deployment.decide.TriggerView;
import io.weir.executor.deployment.decide.VertexScale;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@link FlinkJobs} on Flink's REST API, version 1; shapes checked on Flink 2.3 and 1.20. */
public final class RestFlinkJobs implements FlinkJobs, FlinkClusters, FlinkJars {
  private static final Set<String> PROGRAM_OVER = Set.of("FINISHED", "FAILED", "CANCELED");
  private static final List<String> NOT_LOADED =
      List.of("ClassNotFoundException", "NoClassDefFoundError", "Could not load");
  private static final Set<String> ENDING = Set.of("FINISHED", "FAILED", "CANCELED", "CANCELLING");
  private static final Set<String> TASKS_UP = Set.of("RUNNING", "FINISHED");

  private static final int REQUEST_IDS = 1000;

  private final HttpClient http;
  private final Duration timeout;

  /**
   * What lines that give trigger ids of their own answered, of the newest. An executor that starts
   * anew has none, and finds such savepoints by their directories and among the job's checkpoints.
   */
  private final Map<UUID, String> requestIds =
      Collections.synchronizedMap(
          new LinkedHashMap<>() {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<UUID, String> eldest) {
              return size() > REQUEST_IDS;
            }
          });

  /**
   * Uses a client.
   *
   * @param timeout for each request
   */
  public RestFlinkJobs(HttpClient http, Duration timeout) {
    this.http = http;
    this.timeout = timeout;
  }

  /** A client with the settings that suit: HTTP/1.1, short connection time-out. */
  public static HttpClient client() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(Duration.ofSeconds(2))
        .build();
  }

  @Override
  public Answer<Overview> overview(URI jobManager) {
    return get(
        jobManager,
        "/overview",
        tree -> {
          JsonNode count = tree.path("taskmanagers");
          if (!count.isInt())
            throw new IllegalArgumentException("there is no field 'taskmanagers'");
          return new Overview(count.asInt());
        });
  }

  @Override
  public Answer<List<UUID>> running(URI jobManager) {
    return get(
        jobManager,
        "/jobs/overview",
        tree ->
            array(tree, "jobs")
                .valueStream()
                .filter(job -> !ENDING.contains(required(job, "state")))
                .map(job -> ofHex(required(job, "jid")))
                .toList());
  }

  @Override
  public Answer<List<Jar>> jars(URI jobManager) {
    return get(
        jobManager,
        "/jars",
        tree ->
            array(tree, "files")
                .valueStream()
                .map(file -> new Jar(required(file, "id"), required(file, "name")))
                .toList());
  }

  @Override
  public Answer<String> upload(URI jobManager, Path file, String name, Duration patience) {
    return send(
        MultipartFile.post(
            request(jobManager, "/jars/upload").timeout(patience), "jarfile", name, file),
        tree -> {
          String path = required(tree, "filename");
          return path.substring(path.lastIndexOf('/') + 1);
        });
  }

  @Override
  public Answer<Boolean> run(URI jobManager, String jarId, Run run, Duration patience) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    run.entryClass().ifPresent(main -> body.put("entryClass", main));
    ArrayNode arguments = body.putArray("programArgsList");
    run.arguments().forEach(arguments::add);
    body.put("parallelism", run.parallelism());
    body.put("jobId", hex(run.jobId()));
    run.savepoint().ifPresent(location -> body.put("savepointPath", location));
    body.put("allowNonRestoredState", run.allowNonRestoredState());
    ObjectNode options = body.putObject("flinkConfiguration");
    new TreeMap<>(run.options()).forEach(options::put);
    return answered(
        request(jobManager, "/jars/" + jarId + "/run")
            .timeout(patience)
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString())),
        (what, response) -> ran(what, response));
  }

  /** A class that cannot be loaded is a 500 to Flink, and is as final as what it answers by 400. */
  private static Answer<Boolean> ran(String what, HttpResponse<String> response) {
    String text = errors(response.body());
    boolean final500 = response.statusCode() == 500 && NOT_LOADED.stream().anyMatch(text::contains);
    if (response.statusCode() == 400 || final500)
      return new Answer.Refused<>(response.statusCode(), text);
    return read(what, response, answer -> true);
  }

  /** All of Flink's errors with their stack traces, the most telling last. */
  private static String errors(String body) {
    try {
      return String.join(
          "\n",
          WireJson.mapper()
              .readTree(body)
              .path("errors")
              .valueStream()
              .map(each -> each.asString(""))
              .toList());
    } catch (JacksonException e) {
      // Not Flink's form, for example a proxy's page: shown as it is.
      return body;
    }
  }

  @Override
  public Answer<Boolean> delete(URI jobManager, String jarId) {
    Answer<Boolean> answer = send(request(jobManager, "/jars/" + jarId).DELETE(), body -> true);
    return answer instanceof Answer.NotFound<Boolean> ? new Answer.Given<>(true) : answer;
  }

  @Override
  public Answer<Optional<String>> restAddress(URI jobManager) {
    return get(
        jobManager,
        "/jobmanager/config",
        tree -> {
          if (!tree.isArray()) throw new IllegalArgumentException("there is no list of options");
          return tree.valueStream()
              .filter(option -> text(option, "key").equals(Optional.of("rest.address")))
              .findFirst()
              .flatMap(option -> text(option, "value"));
        });
  }

  @Override
  public Answer<Summary> job(URI jobManager, UUID jobId) {
    return get(jobManager, "/jobs/" + hex(jobId), RestFlinkJobs::summary);
  }

  private static Summary summary(JsonNode job) {
    boolean tasks = true;
    int count = 0;
    for (Map.Entry<String, JsonNode> state : job.path("status-counts").properties()) {
      count += state.getValue().asInt();
      if (!TASKS_UP.contains(state.getKey()) && state.getValue().asInt() > 0) tasks = false;
    }
    return new Summary(required(job, "state"), job.path("name").asString(""), tasks && count > 0);
  }

  @Override
  public Answer<Programs> programs(URI jobManager) {
    return get(
        jobManager,
        "/applications/overview",
        tree -> {
          JsonNode all = array(tree, "applications");
          if (all.isEmpty()) return Programs.NONE;
          for (JsonNode each : all.values())
            if (!PROGRAM_OVER.contains(each.path("status").asString(""))) return Programs.RUNNING;
          return Programs.ENDED;
        });
  }

  @Override
  public Answer<Checkpoints> checkpoints(URI jobManager, UUID jobId) {
    return get(
        jobManager,
        "/jobs/" + hex(jobId) + "/checkpoints",
        tree -> {
          JsonNode latest = tree.path("latest");
          return new Checkpoints(
              completed(latest.path("completed")),
              text(latest.path("restored"), "external_path"),
              tree.path("history")
                  .valueStream()
                  .filter(each -> each.path("is_savepoint").asBoolean(false))
                  .map(RestFlinkJobs::savepoint)
                  .toList());
        });
  }

  private static SavepointRun savepoint(JsonNode checkpoint) {
    String status = required(checkpoint, "status");
    return new SavepointRun(
        status.equals("IN_PROGRESS"),
        status.equals("COMPLETED") ? text(checkpoint, "external_path") : Optional.empty());
  }

  private static Optional<Completed> completed(JsonNode checkpoint) {
    return text(checkpoint, "external_path")
        // What Flink says when nothing was written outside.
        .filter(path -> !path.equals("<checkpoint-not-externally-addressable>"))
        .map(
            path ->
                new Completed(
                    path, Instant.ofEpochMilli(checkpoint.path("latest_ack_timestamp").asLong(0))));
  }

  @Override
  public Answer<Optional<String>> failure(URI jobManager, UUID jobId) {
    Answer<Optional<String>> result =
        get(
            jobManager,
            "/jobs/" + hex(jobId) + "/execution-result",
            tree -> text(tree.path("job-execution-result").path("failure-cause"), "stack-trace"));
    // Restore failures are only in the result; while the job lives, errors are only in the history.
    if (result.given().flatMap(text -> text).isPresent()) return result;
    return get(
        jobManager,
        "/jobs/" + hex(jobId) + "/exceptions",
        tree ->
            text(tree.path("exceptionHistory").path("entries").path(0), "stacktrace")
                .or(() -> text(tree, "root-exception")));
  }

  @Override
  public Answer<Long> restarts(URI jobManager, UUID jobId) {
    return get(
        jobManager,
        "/jobs/" + hex(jobId) + "/metrics?get=numRestarts",
        tree -> tree.path(0).path("value").asString("0").transform(Long::parseLong));
  }

  @Override
  public Answer<Boolean> trigger(URI jobManager, UUID jobId, SavepointRequested savepoint) {
    return trigger(jobManager, jobId, savepoint, SavepointForm.BY_OUR_ID);
  }

  private Answer<Boolean> trigger(
      URI jobManager, UUID jobId, SavepointRequested savepoint, SavepointForm form) {
    HttpRequest.Builder request =
        request(jobManager, "/jobs/" + hex(jobId) + form.path(savepoint))
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(form.body(savepoint)));
    return answered(
        request,
        (what, response) ->
            form.older(savepoint, response.statusCode(), error(response.body()))
                .map(older -> trigger(jobManager, jobId, savepoint, older))
                .orElseGet(
                    () ->
                        read(
                            what,
                            response,
                            answer -> {
                              text(answer, "request-id")
                                  .ifPresent(id -> requestIds.put(savepoint.triggerId(), id));
                              return true;
                            })));
  }

  @Override
  public Answer<TriggerView> trigger(URI jobManager, UUID jobId, UUID triggerId) {
    return get(
        jobManager,
        "/jobs/" + hex(jobId) + "/savepoints/" + requestIds.getOrDefault(triggerId, hex(triggerId)),
        tree -> {
          // COMPLETED is said of failures too.
          if (!required(tree.path("status"), "id").equals("COMPLETED"))
            return new TriggerView.Pending();
          JsonNode operation = tree.path("operation");
          return text(operation.path("failure-cause"), "stack-trace")
              .<TriggerView>map(TriggerView.Failed::new)
              .orElseGet(
                  () -> new TriggerView.Written(required(operation, "location"), Optional.empty()));
        });
  }

  @Override
  public Answer<List<VertexScale>> vertices(URI jobManager, UUID jobId) {
    Answer<Map<String, Integer>> wanted =
        get(
            jobManager,
            "/jobs/" + hex(jobId) + "/resource-requirements",
            tree -> {
              Map<String, Integer> upperBounds = new HashMap<>();
              for (Map.Entry<String, JsonNode> vertex : tree.properties())
                upperBounds.put(
                    vertex.getKey(), number(vertex.getValue().path("parallelism"), "upperBound"));
              return upperBounds;
            });
    return switch (wanted) {
      case Answer.Given<Map<String, Integer>> given ->
          get(jobManager, "/jobs/" + hex(jobId), tree -> vertices(tree, given.value()));
      case Answer.NotFound<Map<String, Integer>> none -> new Answer.NotFound<>();
      case Answer.Refused<Map<String, Integer>> refused ->
          new Answer.Refused<>(refused.status(), refused.message());
      case Answer.Unavailable<Map<String, Integer>> unavailable ->
          new Answer.Unavailable<>(unavailable.why());
    };
  }

  private static List<VertexScale> vertices(JsonNode job, Map<String, Integer> wanted) {
    List<VertexScale> vertices = new ArrayList<>();
    for (JsonNode vertex : job.path("vertices").values()) {
      String id = required(vertex, "id");
      if (!wanted.containsKey(id))
        throw new IllegalArgumentException("there are no requirements of vertex " + id);
      vertices.add(
          new VertexScale(
              id, number(vertex, "parallelism"), wanted.get(id), number(vertex, "maxParallelism")));
    }
    return vertices;
  }

  @Override
  public Answer<Boolean> rescale(URI jobManager, UUID jobId, Map<String, Integer> parallelism) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    parallelism.forEach(
        (vertex, count) ->
            body.putObject(vertex)
                .putObject("parallelism")
                .put("lowerBound", 1)
                .put("upperBound", count));
    return send(
        request(jobManager, "/jobs/" + hex(jobId) + "/resource-requirements")
            .header("content-type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofString(body.toString())),
        answer -> true);
  }

  @Override
  public Answer<Boolean> cancel(URI jobManager, UUID jobId) {
    Answer<Boolean> answer =
        send(
            request(jobManager, "/jobs/" + hex(jobId) + "?mode=cancel")
                .method("PATCH", HttpRequest.BodyPublishers.noBody()),
            body -> true);
    boolean alreadyEnded =
        answer instanceof Answer.Refused<Boolean> refused && refused.status() == 409;
    return alreadyEnded ? new Answer.Given<>(true) : answer;
  }

  private <T> Answer<T> get(URI jobManager, String path, Function<JsonNode, T> reading) {
    return send(request(jobManager, path).GET(), reading);
  }

  private HttpRequest.Builder request(URI jobManager, String path) {
    return HttpRequest.newBuilder(URI.create(jobManager + path))
        .timeout(timeout)
        .header("accept", "application/json");
  }

  private <T> Answer<T> send(HttpRequest.Builder builder, Function<JsonNode, T> reading) {
    return answered(builder, (what, response) -> read(what, response, reading));
  }

  private <T> Answer<T> answered(
      HttpRequest.Builder builder, BiFunction<String, HttpResponse<String>, Answer<T>> reading) {
    HttpRequest request = builder.build();
    String what = request.method() + " " + request.uri();
    HttpResponse<String> response;
    try {
      response = http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      return new Answer.Unavailable<>(what + ": " + why);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Answer.Unavailable<>(what + ": interrupted");
    }
    return reading.apply(what, response);
  }

  private static <T> Answer<T> read(
      String what, HttpResponse<String> response, Function<JsonNode, T> reading) {
    int status = response.statusCode();
    if (status == 404) return new Answer.NotFound<>();
    if (status >= 400 && status < 500 && status != 408 && status != 429)
      return new Answer.Refused<>(status, error(response.body()));
    if (status / 100 != 2)
      return new Answer.Unavailable<>(what + ": " + status + " " + error(response.body()));
    try {
      String body = response.body().isBlank() ? "{}" : response.body();
      return new Answer.Given<>(reading.apply(WireJson.mapper().readTree(body)));
    } catch (JacksonException | IllegalArgumentException e) {
      return new Answer.Unavailable<>(what + ": expected Flink's JSON, but " + e.getMessage());
    }
  }

  /** The first line of Flink's error, without its stack trace. */
  private static String error(String body) {
    String text = body;
    try {
      text = WireJson.mapper().readTree(body).path("errors").path(0).asString(body);
    } catch (JacksonException e) {
      // Not Flink's form, for example a proxy's page: shown as it is.
    }
    String line = text.lines().findFirst().orElse("");
    return line.length() > 500 ? line.substring(0, 500) : line;
  }

  private static Optional<String> text(JsonNode tree, String field) {
    JsonNode value = tree.path(field);
    return value.isString() && !value.asString().isEmpty()
        ? Optional.of(value.asString())
        : Optional.empty();
  }

  private static JsonNode array(JsonNode tree, String field) {
    JsonNode value = tree.path(field);
    if (!value.isArray()) throw new IllegalArgumentException("there is no field '" + field + "'");
    return value;
  }

  private static int number(JsonNode tree, String field) {
    JsonNode value = tree.path(field);
    if (!value.isInt()) throw new IllegalArgumentException("there is no number '" + field + "'");
    return value.asInt();
  }

  private static String required(JsonNode tree, String field) {
    return text(tree, field)
        .orElseThrow(() -> new IllegalArgumentException("there is no field '" + field + "'"));
  }

  private static String hex(UUID id) {
    return id.toString().replace("-", "");
  }

  private static UUID ofHex(String hex) {
    if (hex.length() != 32) throw new IllegalArgumentException("'" + hex + "' is no job id");
    return new UUID(
        Long.parseUnsignedLong(hex, 0, 16, 16), Long.parseUnsignedLong(hex, 16, 32, 16));
  }
}
