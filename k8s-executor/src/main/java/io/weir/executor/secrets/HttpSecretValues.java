package io.weir.executor.secrets;

import io.weir.events.wire.WireJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Asks the command service, which holds the values (docs/adr/048). */
public final class HttpSecretValues implements SecretValues {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final HttpClient http;
  private final URI resolve;
  private final Path tokenFile;

  /**
   * @param commandService the origin of the command service, without a path
   * @param tokenFile read for each question, so that a new token needs no restart
   */
  public HttpSecretValues(HttpClient http, URI commandService, Path tokenFile) {
    this.http = http;
    this.resolve = commandService.resolve("/internal/secret-values:resolve");
    this.tokenFile = tokenFile;
  }

  @Override
  public Resolution resolve(String namespace, Set<String> names) {
    if (names.isEmpty()) return new Resolution.Known(Map.of());
    ObjectNode question = JsonNodeFactory.instance.objectNode().put("namespace", namespace);
    names.forEach(question.putArray("names")::add);
    try {
      HttpResponse<byte[]> answer =
          http.send(
              HttpRequest.newBuilder(resolve)
                  .timeout(TIMEOUT)
                  .header("Authorization", "Bearer " + Files.readString(tokenFile).strip())
                  .header("Content-Type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofByteArray(WireJson.write(question)))
                  .build(),
              HttpResponse.BodyHandlers.ofByteArray());
      return answer.statusCode() == 200
          ? known(answer.body())
          : unknown(namespace, "it answered " + answer.statusCode() + meaning(answer));
    } catch (IOException failure) {
      // Its message may name the file or the address, never a value.
      return unknown(namespace, failure.toString());
    } catch (JacksonException nonsense) {
      // Jackson quotes what it stumbles over, and that may be a value.
      return unknown(namespace, "its answer cannot be read");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return unknown(namespace, "interrupted");
    }
  }

  private static Resolution known(byte[] body) {
    JsonNode values = WireJson.mapper().readTree(body).path("values");
    Map<String, SecretValue> found = new HashMap<>();
    values
        .properties()
        .forEach(
            entry ->
                found.put(
                    entry.getKey(),
                    new SecretValue(
                        entry.getValue().path("version").asLong(),
                        entry.getValue().path("value").asString())));
    return new Resolution.Known(found);
  }

  private static String meaning(HttpResponse<byte[]> answer) {
    return answer.statusCode() == 404
        ? ": it takes no token, or another one than this executor has"
        : "";
  }

  private Resolution unknown(String namespace, String why) {
    return new Resolution.Unknown(
        "Expected the command service at %s to give secret values of namespace %s, but %s"
            .formatted(resolve.getAuthority(), namespace, why));
  }
}
