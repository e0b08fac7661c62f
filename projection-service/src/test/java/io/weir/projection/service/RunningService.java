package io.weir.projection.service;

import static org.awaitility.Awaitility.await;

import io.weir.apirules.AnswerRules;
import io.weir.apirules.Description;
import io.weir.apirules.Exchange;
import io.weir.embedded.junit.BrokerExtension;
import io.weir.embedded.junit.TestDatabase;
import io.weir.events.wire.RecordedEvent;
import io.weir.projection.ProjectionService;
import io.weir.projection.history.Histories;
import io.weir.projection.history.Topic;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A projection service in this JVM, with a topic of its own; its answers must be described. */
final class RunningService implements AutoCloseable {
  static final int PARTITIONS = 4;
  private static final AnswerRules RULES = new AnswerRules(Description.read(), "projection");

  private final ConfigurableApplicationContext context;
  private final Topic topic;
  private long newest;
  private final HttpClient client = HttpClient.newHttpClient();
  private final JsonMapper mapper = JsonMapper.builder().build();

  private RunningService(ConfigurableApplicationContext context, Topic topic) {
    this.context = context;
    this.topic = topic;
  }

  static RunningService start(BrokerExtension broker, TestDatabase database, String... settings) {
    String name = broker.freshTopic(PARTITIONS);
    ConfigurableApplicationContext context =
        new SpringApplicationBuilder(ProjectionService.class)
            .run(
                arguments(
                    settings,
                    "--server.port=0",
                    "--spring.datasource.url=" + database.jdbcUrl(),
                    "--weir.kafka.bootstrap-servers=" + broker.bootstrapServers(),
                    "--weir.projection.topic=" + name,
                    "--weir.projection.partitions=" + PARTITIONS,
                    "--weir.projection.min-position-wait=2s",
                    "--weir.projection.poll-wait=50ms"));
    Topic topic = new Topic(broker.bootstrapServers(), name, PARTITIONS);
    RunningService service = new RunningService(context, topic);
    await("the service to be ready")
        .atMost(Duration.ofSeconds(30))
        .until(() -> service.get("/readyz").statusCode() == 200);
    return service;
  }

  private static String[] arguments(String[] more, String... always) {
    return Stream.concat(Stream.of(always), Stream.of(more)).toArray(String[]::new);
  }

  <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  String address() {
    return "http://127.0.0.1:"
        + ((ServletWebServerApplicationContext) context).getWebServer().getPort();
  }

  Topic topic() {
    return topic;
  }

  /** Writes the events as the newest of the store, and waits until they are seen. */
  void see(List<RecordedEvent> events) {
    String position = write(events.stream().map(event -> Histories.at(event, ++newest)).toList());
    HttpResponse<String> answer = get("/internal/position?timeoutMs=20000&at=" + position);
    if (answer.statusCode() != 204) throw new AssertionError(position + " is not reached");
  }

  /** Writes the events and returns the position of the last. */
  String write(List<RecordedEvent> events) {
    topic.write(events.subList(0, events.size() - 1));
    return topic.write(events.getLast());
  }

  HttpResponse<String> get(String path, String... headers) {
    return send(request(path, headers).GET().build());
  }

  HttpResponse<String> post(String path) {
    return send(request(path).POST(HttpRequest.BodyPublishers.noBody()).build());
  }

  JsonNode json(String path) {
    HttpResponse<String> answer = get(path);
    if (answer.statusCode() != 200)
      throw new AssertionError(path + " answered " + answer.statusCode() + ": " + answer.body());
    return tree(answer);
  }

  JsonNode tree(HttpResponse<String> answer) {
    return mapper.readTree(answer.body());
  }

  private HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address() + path));
    for (int i = 0; i < headers.length; i += 2) request.header(headers[i], headers[i + 1]);
    return request;
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      String query = request.uri().getRawQuery();
      RULES.require(
          new Exchange(
              request.method(),
              request.uri().getRawPath() + (query == null ? "" : "?" + query),
              answer.statusCode(),
              answer.headers().map(),
              answer.body()));
      return answer;
    } catch (IOException failure) {
      throw new AssertionError(request + " got no answer", failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(request + " got no answer", interrupted);
    }
  }

  @Override
  public void close() {
    topic.close();
    context.close();
  }
}
