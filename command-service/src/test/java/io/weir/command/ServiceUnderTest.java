package io.weir.command;

import io.weir.apirules.AnswerRules;
import io.weir.apirules.Description;
import io.weir.apirules.Exchange;
import io.weir.appmanager.ResourceJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** The whole service on a random port, and a client of it that takes described answers only. */
public final class ServiceUnderTest implements AutoCloseable {
  static final String SPEC =
      """
      {"metadata":{"name":"%s"},"spec":{"state":"%s","template":{"spec":{
        "artifact":{"kind":"JAR","jarUri":"file:///orders.jar","flinkVersion":"2.3"}}}}}
      """;

  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final AnswerRules RULES = new AnswerRules(Description.read(), "command");

  private final ConfigurableApplicationContext context;

  private ServiceUnderTest(ConfigurableApplicationContext context) {
    this.context = context;
  }

  static ServiceUnderTest start(String jdbcUrl, String... settings) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--spring.datasource.url=" + jdbcUrl));
    args.addAll(Stream.of(settings).map(setting -> "--" + setting).toList());
    return new ServiceUnderTest(CommandService.start(args.toArray(String[]::new)));
  }

  /** An answer and its body. */
  record Reply(HttpResponse<String> http) {
    int status() {
      return http.statusCode();
    }

    JsonNode json() {
      return ResourceJson.mapper().readTree(http.body());
    }

    String header(String name) {
      return http.headers().firstValue(name).orElse("");
    }
  }

  <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  String address() {
    return "http://127.0.0.1:" + ((WebServerApplicationContext) context).getWebServer().getPort();
  }

  Reply create(String name, String state, String... headers) {
    return send(
        "POST", "/api/v1/namespaces/default/deployments", SPEC.formatted(name, state), headers);
  }

  Reply patch(String name, String body, String... headers) {
    return send("PATCH", "/api/v1/namespaces/default/deployments/" + name, body, headers);
  }

  Reply get(String name, String... headers) {
    return send("GET", "/api/v1/namespaces/default/deployments/" + name, "", headers);
  }

  Reply send(String method, String path, String body, String... headers) {
    return sendTo(address(), method, path, body, headers);
  }

  static Reply sendTo(String address, String method, String path, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address + path))
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    boolean typed = Arrays.stream(headers).anyMatch(h -> h.equalsIgnoreCase("Content-Type"));
    if (!typed) request.header("Content-Type", "application/json");
    if (headers.length > 0) request.headers(headers);
    try {
      HttpResponse<String> answer =
          CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
      RULES.require(
          new Exchange(method, path, answer.statusCode(), answer.headers().map(), answer.body()));
      return new Reply(answer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    context.close();
  }
}
