package io.weir.charts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Alerts and scraping. */
class MonitoringTest {
  private static final String DASHBOARD = "files/dashboards/weir.json";
  private static final Pattern IN_RULES = Pattern.compile("\\bweir_[a-z_]+\\b");
  private static final Pattern IN_CODE = Pattern.compile("\"(weir\\.[a-z.]+)\"");

  @Test
  void asksOnlyForMetricsThatTheServicesHave() throws IOException {
    Set<String> measured = new TreeSet<>();
    try (Stream<Path> modules = Files.list(Chart.ROOT)) {
      for (Path sources :
          modules.map(each -> each.resolve("src/main/java")).filter(Files::isDirectory).toList())
        try (Stream<Path> files = Files.walk(sources)) {
          files
              .filter(each -> each.toString().endsWith(".java"))
              .forEach(each -> found(IN_CODE, read(each)).forEach(measured::add));
        }
    }
    Set<String> wanted = new TreeSet<>();
    for (JsonNode rule : Chart.read("files/rules.yaml").at("/groups/0/rules"))
      found(IN_RULES, rule.path("expr").asString()).forEach(wanted::add);
    for (String expression : Chart.read(DASHBOARD).findValuesAsString("expr"))
      found(IN_RULES, expression).forEach(wanted::add);
    assertThat(wanted).hasSizeGreaterThan(8);
    for (String metric : wanted)
      assertThat(measured)
          .as(metric)
          .contains(
              metric
                  .replaceFirst("(_seconds_(count|sum|max)|_seconds|_total)$", "")
                  .replace('_', '.'));
  }

  @Test
  void saysOfEveryAlertHowBadItIsAndWhatToDo() throws IOException {
    String guide = Files.readString(Chart.ROOT.resolve("charts/README.md"));
    for (JsonNode rule : Chart.read("files/rules.yaml").at("/groups/0/rules")) {
      assertThat(rule.at("/labels/severity").asString()).isIn("critical", "warning");
      assertThat(rule.at("/annotations/summary").asString()).isNotBlank();
      assertThat(rule.at("/annotations/description").asString()).isNotBlank();
      assertThat(guide).contains("`" + rule.path("alert").asString() + "`");
    }
  }

  @Test
  void putsTheRulesAndTheDashboardIntoTheReleaseAsTheyAre() throws IOException {
    Rendered rendered = Chart.render(Chart.MOST);
    assertThat(rendered.get("PrometheusRule", "weir").path("spec"))
        .isEqualTo(Chart.read("files/rules.yaml"));
    assertThat(rendered.get("ConfigMap", "weir-dashboard").at("/data/weir.json").asString().strip())
        .isEqualTo(Files.readString(Chart.DIRECTORY.resolve(DASHBOARD)).strip());
    JsonNode monitor = rendered.get("ServiceMonitor", "weir");
    assertThat(monitor.at("/metadata/labels/release").asString()).isEqualTo("prometheus");
    for (JsonNode service : rendered.ofKind("Service").toList())
      assertThat(service.at("/spec/ports/0/name").asString())
          .isEqualTo(monitor.at("/spec/endpoints/0/port").asString());
    assertThat(Chart.render(Chart.LEAST).names())
        .doesNotContain("PrometheusRule/weir", "ServiceMonitor/weir", "ConfigMap/weir-dashboard");
  }

  private static Stream<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(MonitoringTest::name);
  }

  private static String name(MatchResult match) {
    return match.groupCount() > 0 ? match.group(1) : match.group();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
