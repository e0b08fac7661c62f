package io.weir.charts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Kafka and PostgreSQL of the chart's own. */
class DevelopmentTest {
  @Test
  void makesNeitherUnlessItIsTold() {
    assertThat(Chart.render(Chart.LEAST).ofKind("StatefulSet")).isEmpty();
  }

  @Test
  void sendsTheServicesToThem() {
    Map<String, JsonNode> workloads = Chart.render(Chart.DEVELOPMENT).workloads();
    assertThat(Rendered.environment(workloads.get("weir-command")))
        .containsEntry("WEIR_KAFKA_BOOTSTRAPSERVERS", "weir-kafka:9092")
        .containsEntry("WEIR_KAFKA_REPLICAS", "1")
        .containsEntry("WEIR_KAFKA_MININSYNCREPLICAS", "1")
        .containsEntry("SPRING_DATASOURCE_URL", "jdbc:postgresql://weir-postgres:5432/weir");
    assertThat(Rendered.environment(workloads.get("weir-kafka")))
        .containsEntry("KAFKA_ADVERTISED_LISTENERS", "PLAINTEXT://weir-kafka:9092");
  }

  @Test
  void keepsTheirDataInClaims() {
    Rendered rendered = Chart.render(Chart.DEVELOPMENT + "# further\n");
    for (JsonNode set : rendered.ofKind("StatefulSet").toList())
      assertThat(set.at("/spec/volumeClaimTemplates/0/spec/resources/requests/storage").asString())
          .isEqualTo("5Gi");
  }

  @Test
  void givesTheServicesThePasswordOfTheDatabase() {
    Rendered rendered = Chart.render(Chart.DEVELOPMENT);
    assertThat(rendered.get("Secret", "weir-postgres").at("/stringData/password").asString())
        .isEqualTo("only-for-development");
    assertThat(
            rendered
                .get("Deployment", "weir-command")
                .at("/spec/template/spec/volumes")
                .findValuesAsString("secretName"))
        .containsExactly("weir-postgres");
  }
}
