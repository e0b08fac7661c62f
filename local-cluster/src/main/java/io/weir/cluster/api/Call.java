package io.weir.cluster.api;

import com.sun.net.httpserver.HttpExchange;
import io.weir.cluster.json.MalformedJson;
import io.weir.cluster.json.Trees;
import io.weir.cluster.protobuf.ProtobufBody;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One HTTP request and the way to answer it. */
final class Call {
  /** As the real server: larger bodies are refused. */
  private static final int MAX_BODY = 3 << 20;

  private final HttpExchange http;
  private final List<String> path;
  private final Map<String, String> query;

  Call(HttpExchange http) {
    this.http = http;
    this.path =
        Arrays.stream(http.getRequestURI().getRawPath().split("/"))
            .filter(s -> !s.isEmpty())
            .map(segment -> decode(segment.replace("+", "%2B")))
            .toList();
    this.query = parse(http.getRequestURI().getRawQuery());
  }

  private static Map<String, String> parse(String raw) {
    Map<String, String> query = new HashMap<>();
    if (raw != null) {
      for (String pair : raw.split("&")) {
        int equals = pair.indexOf('=');
        query.putIfAbsent(
            decode(equals < 0 ? pair : pair.substring(0, equals)),
            equals < 0 ? "" : decode(pair.substring(equals + 1)));
      }
    }
    return query;
  }

  /** Malformed percent-encoding stands for itself: it will name nothing that exists. */
  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  String method() {
    return http.getRequestMethod();
  }

  /** The decoded segments of the path. */
  List<String> path() {
    return path;
  }

  /** The query parameter, or the empty string. */
  String query(String name) {
    return query.getOrDefault(name, "");
  }

  boolean flag(String name) {
    return query.containsKey(name) && !query(name).equals("false") && !query(name).equals("0");
  }

  /** The query parameter as a whole number, if given. */
  Optional<Long> number(String name) {
    String text = query(name);
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(Long.parseLong(text));
    } catch (NumberFormatException e) {
      throw ApiFailure.badRequest(
          "query parameter " + name + " must be a whole number, but is \"" + text + "\"");
    }
  }

  String header(String name) {
    String value = http.getRequestHeaders().getFirst(name);
    return value == null ? "" : value;
  }

  /** The content type without its parameters, in lower case. */
  String contentType() {
    return header("Content-Type").split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  byte[] body() throws IOException {
    byte[] body = http.getRequestBody().readNBytes(MAX_BODY + 1);
    if (body.length > MAX_BODY) {
      throw ApiFailure.tooLarge(MAX_BODY);
    }
    return body;
  }

  /** The body, JSON, YAML or protobuf, as an object; an empty object if there is none. */
  ObjectNode object() throws IOException {
    byte[] body = body();
    if (body.length == 0) {
      return Trees.object();
    }
    if (contentType().equals(ProtobufBody.MEDIA_TYPE)) {
      return fromProtobuf(body);
    }
    if (parse(body) instanceof ObjectNode object) {
      return object;
    }
    throw ApiFailure.badRequest("the body of the request must be an object");
  }

  private ObjectNode fromProtobuf(byte[] body) {
    try {
      ProtobufBody.Read read = ProtobufBody.read(body);
      if (!read.complete()) {
        warn(
            "the local cluster does not know all fields of this object in protobuf and left those out; send it as JSON");
      }
      return read.object();
    } catch (IllegalArgumentException e) {
      throw ApiFailure.badRequest("the body of the request cannot be read: " + e.getMessage());
    }
  }

  static JsonNode parse(byte[] body) {
    try {
      return Yaml.looksLikeJson(body) ? Trees.parse(body) : Yaml.parse(body);
    } catch (MalformedJson e) {
      throw ApiFailure.badRequest("the body of the request cannot be read: " + e.getMessage());
    }
  }

  /** A warning that clients show to their user. */
  void warn(String text) {
    String warning = "299 - \"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    if (!http.getResponseHeaders().getOrDefault("Warning", List.of()).contains(warning)) {
      http.getResponseHeaders().add("Warning", warning);
    }
  }

  void reply(int code, JsonNode body) throws IOException {
    reply(code, "application/json", Trees.print(body));
  }

  void reply(int code, String contentType, byte[] body) throws IOException {
    http.getResponseHeaders().set("Content-Type", contentType);
    http.getResponseHeaders().set("Cache-Control", "no-cache, private");
    boolean head = method().equals("HEAD");
    http.sendResponseHeaders(code, head || body.length == 0 ? -1 : body.length);
    if (!head && body.length > 0) {
      try (OutputStream out = http.getResponseBody()) {
        out.write(body);
      }
    }
  }

  /** Starts an answer of unknown length; each flush sends what was written so far. */
  OutputStream stream(String contentType) throws IOException {
    http.getResponseHeaders().set("Content-Type", contentType);
    http.getResponseHeaders().set("Cache-Control", "no-cache, private");
    http.sendResponseHeaders(200, 0);
    OutputStream out = http.getResponseBody();
    out.flush();
    return out;
  }

  /**
   * What the client wants its JSON to be, for example {@code Table}; empty for the object itself.
   */
  List<String> acceptedForms() {
    List<String> forms = new ArrayList<>();
    for (String accepted : header("Accept").split(",")) {
      String form = "";
      for (String parameter : accepted.split(";")) {
        if (parameter.strip().startsWith("as=")) {
          form = parameter.strip().substring(3);
        }
      }
      forms.add(form);
    }
    return forms;
  }
}
