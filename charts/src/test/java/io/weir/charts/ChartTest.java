package io.weir.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.LintResult;
import io.weir.cluster.schema.Decoding;
import io.weir.cluster.schema.Schemas;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The chart as a whole: it is sound, complete, and refuses what cannot work. */
class ChartTest {
  private static final Set<String> NOT_OF_KUBERNETES =
      Set.of("ServiceMonitor", "PrometheusRule", "HTTPRoute");

  static Stream<String> values() {
    return Stream.of(Chart.LEAST, Chart.MOST, Chart.DEVELOPMENT);
  }

  @Test
  void hasNothingThatHelmWouldWarnOf() {
    LintResult result = Chart.lint();
    assertThat(result.getMessages()).allMatch(each -> each.startsWith("[INFO]"));
    assertThat(result.isFailed()).isFalse();
  }

  @ParameterizedTest
  @MethodSource("values")
  void writesNoFieldThatKubernetesDoesNotHave(String values) {
    for (JsonNode object : Chart.render(values).objects()) {
      String kind = object.path("kind").asString();
      if (NOT_OF_KUBERNETES.contains(kind)) continue;
      assertThat(
              Decoding.decode(
                      Schemas.of(object.path("apiVersion").asString(), kind), (ObjectNode) object)
                  .unknown())
          .as(kind + "/" + Rendered.name(object))
          .isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("values")
  void labelsEverythingAndMakesNothingTwice(String values) {
    Rendered rendered = Chart.render(values);
    assertThat(
            rendered.objects().stream()
                .map(
                    each ->
                        each.path("kind").asString()
                            + each.at("/metadata/namespace").asString("")
                            + Rendered.name(each)))
        .doesNotHaveDuplicates();
    for (JsonNode object : rendered.objects())
      assertThat(object.at("/metadata/labels").propertyNames())
          .as(Rendered.name(object))
          .contains(
              "app.kubernetes.io/name",
              "app.kubernetes.io/instance",
              "app.kubernetes.io/component",
              "app.kubernetes.io/version",
              "app.kubernetes.io/part-of",
              "app.kubernetes.io/managed-by",
              "helm.sh/chart");
  }

  @Test
  void selectsPodsByLabelsThatNoUpgradeChanges() {
    Rendered rendered = Chart.render(Chart.MOST);
    for (JsonNode workload : rendered.workloads().values()) {
      JsonNode selector = workload.at("/spec/selector/matchLabels");
      assertThat(selector.propertyNames())
          .containsExactlyInAnyOrder(
              "app.kubernetes.io/name",
              "app.kubernetes.io/instance",
              "app.kubernetes.io/component");
      selector.forEachEntry(
          (name, value) ->
              assertThat(workload.at("/spec/template/metadata/labels").path(name))
                  .isEqualTo(value));
    }
  }

  @Test
  void needsAnAddressOfKafkaAndOfPostgres() {
    assertThatThrownBy(() -> Chart.render("{}"))
        .hasMessageContaining("Expected kafka.bootstrapServers, but it is empty");
    assertThatThrownBy(() -> Chart.render("kafka: {bootstrapServers: 'k:9092'}"))
        .hasMessageContaining("Expected database.host, but it is empty");
    assertThatThrownBy(
            () -> Chart.render("kafka: {bootstrapServers: 'k:9092'}\ndatabase: {host: p}"))
        .hasMessageContaining("Expected database.existingSecret, but it is empty");
    assertThatThrownBy(() -> Chart.render("development: {enabled: true}"))
        .hasMessageContaining("Expected development.postgresPassword, but it is empty");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kafka: {bootstrapServers: kafka} | /kafka/bootstrapServers",
        "kafka: {partitons: 8} | partitons",
        "kafka: {partitions: 0} | /kafka/partitions",
        "database: {port: '5432'} | /database/port",
        "database: {host: 'postgres:5432'} | /database/host",
        "storage: {base: /weir} | /storage/base",
        "storage: {base: 's3://bucket/'} | /storage/base",
        "targets: [] | /targets",
        "targets: [{namespace: Jobs}] | /targets/0/namespace",
        "targets: [{name: jobs}] | /targets/0",
        "image: {pullPolicy: Sometimes} | /image/pullPolicy",
        "executor: {replicas: 2} | replicas",
        "executor: {jobManagerAddress: DNS} | /executor/jobManagerAddress",
        "commandService: {replicas: 0} | /commandService/replicas",
        "gateway: {resources: {requests: {cpu: 1, memory: lots}}} |"
            + " /gateway/resources/requests/memory",
        "gateway: {extraEnv: [{name: weir.port, value: '1'}]} | /gateway/extraEnv/0/name",
        "development: {kafkaImage: apache/kafka} | /development/kafkaImage",
        "replicas: 3 | replicas",
      })
  void refusesValuesThatCannotWork(String values, String where) {
    assertThatThrownBy(() -> Chart.render(values))
        .satisfies(
            failure ->
                assertThat(failure.getMessage().replace('.', '/'))
                    .contains(where.replace('.', '/')));
  }

  @Test
  void refusesValuesThatContradictEachOther() {
    assertThatThrownBy(
            () -> Chart.render(Chart.LEAST + "storage: {existingClaim: c, base: 's3://b'}\n"))
        .hasMessageContaining("Expected storage.base to be a URI such as file:///weir/storage");
    assertThatThrownBy(
            () -> Chart.render(Chart.LEAST + "storage: {base: 'file:///weir/storage'}\n"))
        .hasMessageContaining("Expected storage.existingClaim, but it is empty");
    assertThatThrownBy(
            () ->
                Chart.render(
                    Chart.LEAST.replace("kafka: {", "kafka: {replicas: 1, minInsyncReplicas: 2, ")))
        .hasMessageContaining("it is 2 of 1");
  }

  @Test
  void describesEveryValueAndNoOther() {
    assertThat(undescribed("", Chart.read("values.yaml"), Chart.read("values.schema.json")))
        .as("values without a schema")
        .isEmpty();
    assertThat(unset("", Chart.read("values.yaml"), Chart.read("values.schema.json")))
        .as("schemas of no value")
        .containsExactly("/global");
  }

  private static List<String> undescribed(String at, JsonNode values, JsonNode schema) {
    return values
        .propertyStream()
        .flatMap(
            each -> {
              String path = at + "/" + each.getKey();
              JsonNode of = schema.path("properties").path(each.getKey());
              if (of.isMissingNode()) return Stream.of(path);
              return of.has("properties")
                  ? undescribed(path, each.getValue(), of).stream()
                  : Stream.of();
            })
        .toList();
  }

  private static List<String> unset(String at, JsonNode values, JsonNode schema) {
    return schema
        .path("properties")
        .propertyStream()
        .flatMap(
            each -> {
              String path = at + "/" + each.getKey();
              if (!values.has(each.getKey()))
                return path.matches("/[^/]+/resources/.*") ? Stream.of() : Stream.of(path);
              return unset(path, values.path(each.getKey()), each.getValue()).stream();
            })
        .toList();
  }
}
