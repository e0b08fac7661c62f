package io.weir.gateway.reference;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The OpenAPI document as one page for people. Pure. It needs no script and nothing from elsewhere,
 * so {@link #POLICY} allows neither.
 */
public final class ApiPage {
  private static final String STYLE =
      """
      :root{color-scheme:light dark}
      body{font:16px/1.5 system-ui,sans-serif;max-width:72rem;margin:2rem auto;padding:0 1rem}
      code{font-size:.95em;overflow-wrap:anywhere}
      table{border-collapse:collapse;width:100%}
      pre{overflow-x:auto;max-width:100%}
      th,td{text-align:left;vertical-align:top;padding:.25rem .75rem .25rem 0;border-bottom:1px solid #8885}
      td:first-child{width:22%;overflow-wrap:anywhere}
      td:last-child{overflow-wrap:anywhere}
      summary{cursor:pointer;padding:.25rem 0}
      details{border-bottom:1px solid #8885}
      details{padding-left:1.2rem}
      summary{margin-left:-1.2rem}
      """;

  /** The content security policy of the page. */
  public static final String POLICY =
      "default-src 'none'; style-src 'sha256-"
          + sha256(STYLE)
          + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final ObjectNode document;
  private final StringBuilder html = new StringBuilder();

  private ApiPage(ObjectNode document) {
    this.document = document;
  }

  /** The page for a whole document. */
  public static String of(ObjectNode document) {
    return new ApiPage(document).render();
  }

  private String render() {
    String title = text(document.at("/info/title"));
    html.append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
        .append("<meta name=\"viewport\" content=\"width=device-width\"><title>")
        .append(title)
        .append("</title><style>")
        .append(STYLE)
        .append("</style></head>\n<body><main><h1>")
        .append(title)
        .append("</h1>\n");
    paragraphs(document.at("/info/summary"));
    paragraphs(document.at("/info/description"));
    html.append("<p>For machines, OpenAPI ")
        .append(text(document.get("openapi")))
        .append(": <a href=\"/api/swagger.json\">/api/swagger.json</a> (App Manager), ")
        .append("<a href=\"/swagger.json\">/swagger.json</a> (Platform).</p>\n");
    document.get("tags").forEach(this::tag);
    html.append("<h2>Shapes</h2>\n");
    document.at("/components/schemas").properties().forEach(this::shape);
    return html.append("</main></body></html>\n").toString();
  }

  private void tag(JsonNode tag) {
    html.append("<h2>").append(text(tag.get("name"))).append("</h2>\n");
    paragraphs(tag.path("description"));
    for (Map.Entry<String, JsonNode> path : document.get("paths").properties())
      for (Map.Entry<String, JsonNode> entry : path.getValue().properties())
        if (entry.getValue().at("/tags/0").equals(tag.get("name")))
          operation(entry.getKey(), path.getKey(), path.getValue(), entry.getValue());
  }

  private void operation(String method, String path, JsonNode item, JsonNode operation) {
    html.append("<details id=\"")
        .append(text(operation.get("operationId")))
        .append("\"><summary><strong>")
        .append(method.toUpperCase(Locale.ROOT))
        .append("</strong> <code>")
        .append(escaped(path))
        .append("</code> ")
        .append(words(operation.path("summary")))
        .append("</summary>\n");
    paragraphs(operation.path("description"));
    html.append("<table><tr><th>Parameter</th><th>In</th><th>Type</th><th>Meaning</th></tr>\n");
    item.path("parameters").forEach(this::parameter);
    operation.path("parameters").forEach(this::parameter);
    operation.at("/requestBody/content").properties().forEach(this::body);
    html.append("</table>\n<table><tr><th>Answer</th><th>Body</th><th>Meaning</th></tr>\n");
    operation.get("responses").properties().forEach(this::answer);
    html.append("</table>\n");
    operation
        .at("/requestBody/content")
        .forEach(media -> media.path("examples").forEach(this::example));
    html.append("</details>\n");
  }

  private void parameter(JsonNode declared) {
    JsonNode parameter = resolved(declared);
    cells(
        "<code>" + text(parameter.get("name")) + "</code>",
        text(parameter.get("in")) + (parameter.path("required").asBoolean() ? ", required" : ""),
        type(parameter.get("schema")),
        words(parameter.path("description")));
  }

  private void body(Map.Entry<String, JsonNode> media) {
    cells("body", escaped(media.getKey()), type(media.getValue().path("schema")), "");
  }

  private void answer(Map.Entry<String, JsonNode> entry) {
    JsonNode answer = resolved(entry.getValue());
    String bodies =
        answer
            .path("content")
            .propertyStream()
            .map(media -> type(media.getValue().path("schema")))
            .distinct()
            .collect(Collectors.joining(", "));
    cells(escaped(entry.getKey()), bodies, words(answer.path("description")));
  }

  private void example(JsonNode example) {
    html.append("<p>")
        .append(words(example.path("summary")))
        .append("</p><pre>")
        .append(escaped(example.get("value").toPrettyString()))
        .append("</pre>\n");
  }

  private void shape(Map.Entry<String, JsonNode> named) {
    html.append("<details open id=\"shape-")
        .append(named.getKey())
        .append("\"><summary><strong>")
        .append(named.getKey())
        .append("</strong> ")
        .append(words(named.getValue().path("description")))
        .append("</summary>\n<p>")
        .append(type(named.getValue()))
        .append("</p>\n");
    if (named.getValue().has("properties")) {
      html.append("<table><tr><th>Field</th><th>Type</th><th>Meaning</th></tr>\n");
      fields("", named.getValue());
      html.append("</table>\n");
    }
    html.append("</details>\n");
  }

  private void fields(String prefix, JsonNode schema) {
    for (Map.Entry<String, JsonNode> field : schema.path("properties").properties()) {
      JsonNode value = field.getValue();
      boolean required =
          schema.path("required").valueStream().anyMatch(n -> n.asString().equals(field.getKey()));
      cells(
          "<code>" + escaped(prefix + field.getKey()) + "</code>",
          type(value) + (required ? ", always there" : ""),
          words(value.path("description"))
              + (value.has("default")
                  ? " Default: <code>" + escaped(value.get("default").toString()) + "</code>"
                  : ""));
      fields(prefix + field.getKey() + ".", value);
      fields(prefix + field.getKey() + "[].", value.path("items"));
    }
  }

  private static String type(JsonNode schema) {
    if (schema.has("$ref")) {
      String name = schema.get("$ref").asString().replaceFirst(".*/", "");
      return "<a href=\"#shape-" + name + "\">" + name + "</a>";
    }
    if (schema.has("anyOf"))
      return schema
          .get("anyOf")
          .valueStream()
          .map(ApiPage::type)
          .collect(Collectors.joining(" or "));
    if (schema.has("const")) return "<code>" + escaped(schema.get("const").toString()) + "</code>";
    if (schema.has("enum"))
      return schema
          .get("enum")
          .valueStream()
          .map(value -> "<code>" + text(value) + "</code>")
          .collect(Collectors.joining(" "));
    if (schema.has("items")) return "list of " + type(schema.get("items"));
    JsonNode types = schema.path("type");
    String said =
        types.isArray()
            ? types.valueStream().map(ApiPage::text).collect(Collectors.joining(" or "))
            : types.isString() ? text(types) : "anything";
    if (schema.path("additionalProperties").isObject())
      said = "map to " + type(schema.get("additionalProperties"));
    return schema.has("format") ? said + " (" + text(schema.get("format")) + ")" : said;
  }

  private JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? document.at(node.get("$ref").asString().substring(1)) : node;
  }

  private void cells(String... cells) {
    html.append("<tr><td>").append(String.join("</td><td>", cells)).append("</td></tr>\n");
  }

  private void paragraphs(JsonNode said) {
    for (String paragraph : words(said).split("\n+"))
      if (!paragraph.isBlank()) html.append("<p>").append(paragraph).append("</p>\n");
  }

  /** Text in which backticks mark code. */
  private static String words(JsonNode said) {
    return text(said).replaceAll("`([^`]*)`", "<code>$1</code>");
  }

  private static String text(JsonNode value) {
    return escaped(value.asString(""));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private static String sha256(String text) {
    try {
      return Base64.getEncoder()
          .encodeToString(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Expected every JDK to know SHA-256", impossible);
    }
  }
}
