package io.weir.executor.ui;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What may be asked of a JobManager for somebody who looks at its web UI. Everything else is
 * refused: Flink's REST interface takes no password, reads files of its host, runs programs, and
 * even cancels jobs by {@code GET} ({@code yarn-cancel}).
 */
sealed interface UiCall {
  /**
   * A question that changes nothing, answered as JSON.
   *
   * @param path as Flink has it, from its slash
   */
  record Rest(String path) implements UiCall {}

  /**
   * A file of the web UI.
   *
   * @param path as Flink has it, from its slash
   * @param contentType what it is by its name, whatever the JobManager calls it
   */
  record Asset(String path, String contentType) implements UiCall {}

  /** Not on the list. */
  record Refused() implements UiCall {}

  /** Page, script, style, font, picture: by the ends of their names. */
  Map<String, String> CONTENT_TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html; charset=utf-8"),
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("json", "application/json"),
          Map.entry("txt", "text/plain; charset=utf-8"),
          Map.entry("xml", "text/xml; charset=utf-8"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("ttf", "font/ttf"),
          Map.entry("woff", "font/woff"),
          Map.entry("woff2", "font/woff2"));

  /** Names that begin with a dot do not exist there, and {@code ..} must not. */
  Pattern ASSET =
      Pattern.compile(
          "/(?:[A-Za-z0-9_-][A-Za-z0-9._-]*/)*[A-Za-z0-9_-][A-Za-z0-9._-]*\\.([a-z0-9]+)");

  /** Each matches a whole path; logs, thread dumps, configurations and jars are on none of them. */
  List<Pattern> QUESTIONS =
      List.of(
          Pattern.compile(
              "/(?:overview|config|jobs|jobs/overview|jobs/metrics|jobmanager/metrics)"),
          Pattern.compile("/applications/(?:overview|[0-9a-f]{32}(?:/exceptions)?)"),
          Pattern.compile(
              "/taskmanagers(?:/metrics|/[A-Za-z0-9._:-]*[A-Za-z0-9_:-](?:/metrics)?)?"),
          Pattern.compile(
              "/jobs/[0-9a-f]{32}(?:/(?:config|exceptions|plan|accumulators|metrics|status|resource-requirements))?"),
          Pattern.compile(
              "/jobs/[0-9a-f]{32}/rescales/(?:config|history|overview|summary|details/[0-9a-f-]+)"),
          Pattern.compile(
              "/jobs/[0-9a-f]{32}/checkpoints(?:/config|/details/[0-9]+(?:/subtasks/[0-9a-f]{32})?)?"),
          Pattern.compile(
              "/jobs/[0-9a-f]{32}/vertices/[0-9a-f]{32}(?:/(?:accumulators|backpressure|flamegraph|metrics|jm-operator-metrics|subtasktimes|taskmanagers|watermarks))?"),
          Pattern.compile(
              "/jobs/[0-9a-f]{32}/vertices/[0-9a-f]{32}/subtasks/(?:metrics|accumulators|[0-9]+(?:/metrics|/attempts/[0-9]+(?:/accumulators)?)?)"));

  /** Names and values as Flink's own UI sends them. */
  Pattern QUERY = Pattern.compile("[A-Za-z0-9_.,=&%~*:+-]*");

  /**
   * Judges a call.
   *
   * @param rawPath what follows the job's part of the path, from its slash, as it came
   * @param rawQuery the query as it came
   */
  static UiCall of(String rawPath, Optional<String> rawQuery) {
    if (rawQuery.filter(query -> !QUERY.matcher(query).matches()).isPresent()) return new Refused();
    if (rawPath.equals("/")) return new Asset("/", CONTENT_TYPES.get("html"));
    if (QUESTIONS.stream().anyMatch(question -> question.matcher(rawPath).matches()))
      return new Rest(rawPath + rawQuery.map(query -> "?" + query).orElse(""));
    var asset = ASSET.matcher(rawPath);
    return asset.matches() && CONTENT_TYPES.containsKey(asset.group(1))
        ? new Asset(rawPath, CONTENT_TYPES.get(asset.group(1)))
        : new Refused();
  }
}
