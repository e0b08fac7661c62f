package io.weir.apirules;

import io.weir.appmanager.BodySyntax;
import io.weir.appmanager.BodyWriter;
import io.weir.appmanager.ResourceJson;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Requests made from the description: most could be meant, some are a little wrong, some are
 * nonsense. The same seed and the same answers make the same requests.
 */
public final class RequestSource {
  private static final List<String> ACCEPTS =
      List.of(
          "application/json", "application/yaml", "*/*", "text/html", "garbage", "a/b;q=x, */*");
  private static final String BOUNDARY = "boundary";

  /** Characters of one value in the request's line or headers; a server refuses 8 KiB of all. */
  private static final int LONGEST = 500;

  private final List<Operation> operations;
  private final Vocabulary vocabulary;
  private final SplittableRandom random;
  private final ValueSource values;

  /**
   * @param service whose operations are asked for
   */
  public RequestSource(
      Description description, String service, Vocabulary vocabulary, SplittableRandom random) {
    this.operations =
        description.operations().stream().filter(o -> o.service().equals(service)).toList();
    this.vocabulary = vocabulary;
    this.random = random;
    this.values = new ValueSource(description, vocabulary, random);
  }

  /** The next one. */
  public Request next() {
    Operation operation = any(operations);
    List<String> headers = headers(operation);
    byte[] body = body(operation, headers);
    return new Request(operation, path(operation) + query(operation), headers, body);
  }

  private String path(Operation operation) {
    String path = operation.path();
    for (JsonNode parameter : operation.parametersIn("path")) {
      String name = parameter.get("name").asString();
      String value =
          chance(12)
              ? Oddities.text(random)
              : values.draw(parameter.get("schema"), name, 0).asString("x");
      path = path.replace("{" + name + "}", encoded(throughTheGateway(value)));
    }
    return path;
  }

  /** The gateway refuses what two parsers could read as different paths; no service sees it. */
  private static String throughTheGateway(String segment) {
    String passed = segment.replaceAll("[/\\\\%.;\\p{Cc}]", "-");
    // What is empty would be another path; what is long is no path for any server.
    return passed.isEmpty() ? "x" : cut(passed);
  }

  private String query(Operation operation) {
    StringBuilder query = new StringBuilder();
    for (JsonNode parameter : operation.parametersIn("query")) {
      boolean required = parameter.path("required").asBoolean(false);
      if (!chance(required ? 1 : 3) || chance(20)) continue;
      String name = parameter.get("name").asString();
      JsonNode value = values.draw(parameter.get("schema"), name, 0);
      query
          .append(query.isEmpty() ? '?' : '&')
          .append(name)
          .append('=')
          .append(encoded(cut(chance(5) ? Oddities.text(random) : value.asString("x"))));
    }
    if (chance(30)) query.append(query.isEmpty() ? '?' : '&').append("unknown=%20&=&x");
    return query.toString();
  }

  private List<String> headers(Operation operation) {
    List<String> headers = new ArrayList<>();
    for (JsonNode parameter : operation.parametersIn("header")) {
      if (!chance(6)) continue;
      String name = parameter.get("name").asString();
      String value = values.draw(parameter.get("schema"), name, 0).asString("x");
      if (chance(5)) value = Oddities.text(random);
      headers.addAll(List.of(name, sendable(value)));
    }
    if (chance(3)) headers.addAll(List.of("Accept", any(ACCEPTS)));
    return headers;
  }

  private byte[] body(Operation operation, List<String> headers) {
    if (operation.bodyTypes().isEmpty()) {
      if (!chance(10)) return new byte[0];
      headers.addAll(List.of("Content-Type", "application/json"));
      return "{\"ignored\":".getBytes(StandardCharsets.UTF_8);
    }
    String type = any(operation.bodyTypes());
    JsonNode content = operation.body().orElseThrow().at("/content").get(type);
    if (type.startsWith("multipart/")) return file(headers);
    headers.addAll(
        List.of("Content-Type", chance(25) ? Oddities.text(random).length() + "/x" : type));
    if (chance(40)) return new byte[0];
    JsonNode value = meant(operation, content);
    for (int spoils = chance(2) ? random.nextInt(3) + 1 : 0; spoils > 0; spoils--)
      value = values.spoilt(value);
    return spoilt(written(value, type));
  }

  private JsonNode meant(Operation operation, JsonNode content) {
    List<JsonNode> examples =
        operation
            .body()
            .orElseThrow()
            .at("/content/application~1json/examples")
            .valueStream()
            .map(example -> example.get("value"))
            .toList();
    return examples.isEmpty() || chance(2)
        ? values.draw(content.get("schema"), "", 0)
        : any(examples).deepCopy();
  }

  private static byte[] written(JsonNode value, String type) {
    try {
      return BodyWriter.write(value, type.endsWith("yaml") ? BodySyntax.YAML : BodySyntax.JSON);
    } catch (JacksonException unwritable) {
      // Half a character has no UTF-8, but clients can spell it.
      return ResourceJson.mapper()
          .writer()
          .with(tools.jackson.core.json.JsonWriteFeature.ESCAPE_NON_ASCII)
          .writeValueAsBytes(value);
    }
  }

  private byte[] spoilt(byte[] body) {
    if (body.length == 0 || !chance(15)) return body;
    if (chance(2)) return Arrays.copyOf(body, random.nextInt(body.length));
    byte[] odd = body.clone();
    odd[random.nextInt(odd.length)] = (byte) random.nextInt(256);
    return odd;
  }

  private byte[] file(List<String> headers) {
    headers.addAll(
        List.of(
            "Content-Type", "multipart/form-data" + (chance(10) ? "" : ";boundary=" + BOUNDARY)));
    String name = chance(5) ? Oddities.text(random) : vocabulary.draw("filename", random);
    String text =
        "--%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\n\r\n%s\r\n--%s--\r\n"
            .formatted(
                BOUNDARY, chance(10) ? "other" : "file", name, Oddities.text(random), BOUNDARY);
    return spoilt(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** What a client library lets through. */
  private static String sendable(String value) {
    return cut(value.replaceAll("[^\\x20-\\x7e]", "?").strip());
  }

  private static String cut(String value) {
    return value.substring(0, Math.min(value.length(), LONGEST));
  }

  private boolean chance(int oneIn) {
    return random.nextInt(oneIn) == 0;
  }

  private <T> T any(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
