package io.weir.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Who may talk to whom, and how clients come in. */
class NetworkTest {
  @Test
  void isolatesEveryPodInBothDirections() {
    Rendered rendered = Chart.render(Chart.DEVELOPMENT);
    assertThat(rendered.ofKind("NetworkPolicy").map(Rendered::name))
        .containsExactlyInAnyOrderElementsOf(rendered.workloads().keySet());
    for (JsonNode policy : rendered.ofKind("NetworkPolicy").toList()) {
      assertThat(policy.at("/spec/policyTypes").valueStream().map(JsonNode::asString))
          .containsExactly("Ingress", "Egress");
      assertThat(policy.at("/spec/podSelector/matchLabels"))
          .isEqualTo(
              rendered.workloads().get(Rendered.name(policy)).at("/spec/selector/matchLabels"));
    }
    assertThat(
            Chart.render(Chart.LEAST + "networkPolicy: {enabled: false}\n").ofKind("NetworkPolicy"))
        .isEmpty();
  }

  @Test
  void letsOnlyThoseInWhoAsk() {
    Rendered rendered = Chart.render(Chart.LEAST);
    assertThat(from(rendered, "weir-command")).containsExactly("executor", "gateway", "projection");
    assertThat(from(rendered, "weir-projection")).containsExactly("command", "gateway");
    assertThat(from(rendered, "weir-executor")).containsExactly("gateway");
    assertThat(rendered.get("NetworkPolicy", "weir-gateway").at("/spec/ingress/0").has("from"))
        .as("everybody")
        .isFalse();
  }

  @Test
  void letsMetricsBeReadByThoseWhoAreNamed() {
    Rendered rendered = Chart.render(Chart.MOST);
    for (JsonNode policy : rendered.ofKind("NetworkPolicy").toList())
      assertThat(policy.at("/spec/ingress").toString())
          .as(Rendered.name(policy))
          .contains("\"name\":\"monitoring\"");
    assertThat(
            rendered
                .get("NetworkPolicy", "weir-gateway")
                .at("/spec/ingress/0/from/0/ipBlock/cidr")
                .asString())
        .isEqualTo("10.0.0.0/8");
  }

  @Test
  void letsOutToWhatTheServicesAreTold() {
    Rendered rendered = Chart.render(Chart.MOST);
    assertThat(ports(rendered, "weir-command"))
        .containsExactlyInAnyOrder(53, 9092, 9093, 5432, 8082);
    assertThat(ports(rendered, "weir-projection"))
        .containsExactlyInAnyOrder(53, 9092, 9093, 5432, 8081);
    assertThat(ports(rendered, "weir-executor"))
        .containsExactlyInAnyOrder(53, 9092, 9093, 8081, 443, 6443);
    assertThat(ports(rendered, "weir-gateway")).containsExactlyInAnyOrder(53, 8081, 8082, 8083);
    assertThat(
            rendered
                .get("NetworkPolicy", "weir-executor")
                .at("/spec/egress")
                .findValuesAsString("kubernetes.io/metadata.name"))
        .containsExactly("jobs-one", "jobs-two");
  }

  @Test
  void cutsNoStreamOff() {
    Rendered rendered = Chart.render(Chart.MOST);
    JsonNode ingress = rendered.get("Ingress", "weir-gateway");
    assertThat(ingress.at("/metadata/annotations").propertyStream().map(Object::toString))
        .anyMatch(each -> each.contains("proxy-buffering=\"off\""))
        .anyMatch(each -> each.contains("proxy-read-timeout=\"3600\""));
    assertThat(ingress.at("/spec/rules/0/http/paths/0/backend/service/name").asString())
        .isEqualTo("weir-gateway");
    assertThat(ingress.at("/spec/tls/0/secretName").asString()).isEqualTo("weir-tls");
    JsonNode route = rendered.get("HTTPRoute", "weir-gateway");
    assertThat(route.at("/spec/rules/0/timeouts/request").asString()).isEqualTo("0s");
    assertThat(route.at("/spec/rules/0/backendRefs/0/port").asInt())
        .isEqualTo(rendered.get("Service", "weir-gateway").at("/spec/ports/0/port").asInt());
    assertThat(route.at("/spec/parentRefs/0/name").asString()).isEqualTo("public");
  }

  @Test
  void opensNothingToTheOutsideUnlessItIsTold() {
    Rendered rendered = Chart.render(Chart.LEAST);
    assertThat(rendered.ofKind("Ingress")).isEmpty();
    assertThat(rendered.ofKind("HTTPRoute")).isEmpty();
    assertThat(rendered.ofKind("Service").map(each -> each.at("/spec/type").asString("ClusterIP")))
        .containsOnly("ClusterIP");
    assertThatThrownBy(() -> Chart.render(Chart.LEAST + "ingress: {enabled: true}\n"))
        .hasMessageContaining("Expected ingress.host, but it is empty");
    assertThatThrownBy(() -> Chart.render(Chart.LEAST + "httpRoute: {enabled: true}\n"))
        .hasMessageContaining("Expected httpRoute.parentRefs, but it is empty");
  }

  private static Set<String> from(Rendered rendered, String name) {
    return rendered
        .get("NetworkPolicy", name)
        .at("/spec/ingress")
        .findValuesAsString("app.kubernetes.io/component")
        .stream()
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<Integer> ports(Rendered rendered, String name) {
    Set<Integer> ports = new TreeSet<>();
    for (JsonNode rule : rendered.get("NetworkPolicy", name).at("/spec/egress"))
      for (JsonNode port : rule.path("ports")) ports.add(port.path("port").asInt());
    return ports;
  }
}
