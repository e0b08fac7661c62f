package io.weir.charts;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.executor.kube.KubernetesObjects;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Rights in Kubernetes: those that are used, in the namespaces of the targets, and no others. */
class RbacTest {
  private static final Rendered RENDERED = Chart.render(Chart.MOST);

  @Test
  void givesRightsInTheNamespacesOfTheTargetsOnly() {
    assertThat(RENDERED.objects())
        .noneMatch(each -> each.path("kind").asString().startsWith("Cluster"));
    assertThat(
            RENDERED
                .ofKind("Role")
                .map(each -> each.at("/metadata/namespace").asString() + " " + Rendered.name(each)))
        .containsExactlyInAnyOrder(
            "jobs-one weir-executor",
            "jobs-one weir-flink",
            "jobs-two weir-executor",
            "jobs-two weir-flink");
  }

  @Test
  void bindsTheExecutorsRightsToTheExecutor() {
    for (JsonNode binding : RENDERED.ofKind("RoleBinding").toList()) {
      String role = binding.at("/roleRef/name").asString();
      assertThat(binding.at("/subjects")).hasSize(1);
      assertThat(binding.at("/subjects/0/name").asString()).isEqualTo(role);
      assertThat(binding.at("/subjects/0/namespace").asString())
          .isEqualTo(
              role.equals("weir-executor")
                  ? "control"
                  : binding.at("/metadata/namespace").asString());
    }
    assertThat(
            RENDERED
                .get("Deployment", "weir-executor")
                .at("/spec/template/spec/serviceAccountName")
                .asString())
        .isEqualTo("weir-executor");
  }

  @Test
  void letsTheExecutorDoExactlyWhatItDoes() {
    assertThat(Arrays.stream(KubernetesObjects.class.getDeclaredMethods()).map(Method::getName))
        .as("what the recording asks")
        .containsExactlyInAnyOrderElementsOf(RecordedRights.ASKED);
    assertThat(rights("weir-executor")).isEqualTo(new TreeSet<>(RecordedRights.ofTheExecutor()));
  }

  @Test
  void letsFlinkKeepItsConfigMapsAndNothingElse() {
    assertThat(rights("weir-flink"))
        .allMatch(right -> right.startsWith("configmaps "))
        .contains("configmaps get", "configmaps update", "configmaps watch");
  }

  private static Set<String> rights(String role) {
    Set<String> rights = new TreeSet<>();
    for (JsonNode rule : RENDERED.get("Role", role).path("rules"))
      for (JsonNode resource : rule.path("resources"))
        for (JsonNode verb : rule.path("verbs"))
          rights.add(
              (rule.at("/apiGroups/0").asString().isEmpty()
                      ? ""
                      : rule.at("/apiGroups/0").asString() + "/")
                  + resource.asString()
                  + " "
                  + verb.asString());
    return rights;
  }
}
