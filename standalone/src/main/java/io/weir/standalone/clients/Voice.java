package io.weir.standalone.clients;

import io.weir.standalone.client.Answer;
import io.weir.standalone.client.WeirClient;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How a client words its requests.
 *
 * @param client sends them
 * @param always headers of every request
 * @param withBody headers of a request that has a body, beside those
 */
record Voice(WeirClient client, Map<String, String> always, Map<String, String> withBody) {
  private static final Map<String, String> ANY = Map.of("Accept", "*/*");

  /** Generated clients: the media type of a body on every request, also where there is none. */
  static Voice generated(WeirClient client) {
    return new Voice(
        client, Map.of("Accept", "application/json", "Content-Type", "application/json"), Map.of());
  }

  /** Scripts around curl that send files in YAML, and take what comes. */
  static Voice yamlScript(WeirClient client) {
    return new Voice(client, ANY, Map.of("Content-Type", "application/yaml"));
  }

  /** Programs that send JSON, and take what comes. */
  static Voice jsonProgram(WeirClient client) {
    return new Voice(client, ANY, Map.of("Content-Type", "application/json"));
  }

  /** The same with another header, in place of its own of that name. */
  Voice saying(String header, String value) {
    Map<String, String> other = new HashMap<>(always);
    other.put(header, value);
    return new Voice(client, Map.copyOf(other), withBody);
  }

  Answer get(String path) throws IOException, InterruptedException {
    return client.exactly("GET", path, always, Optional.empty());
  }

  Answer delete(String path) throws IOException, InterruptedException {
    return client.exactly("DELETE", path, always, Optional.empty());
  }

  Answer post(String path, String body) throws IOException, InterruptedException {
    return send("POST", path, body);
  }

  Answer put(String path, String body) throws IOException, InterruptedException {
    return send("PUT", path, body);
  }

  Answer patch(String path, String body) throws IOException, InterruptedException {
    return send("PATCH", path, body);
  }

  private Answer send(String method, String path, String body)
      throws IOException, InterruptedException {
    Map<String, String> headers = new HashMap<>(always);
    headers.putAll(withBody);
    return client.exactly(method, path, headers, Optional.of(body));
  }
}
