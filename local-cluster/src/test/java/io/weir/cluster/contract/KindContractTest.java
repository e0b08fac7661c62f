package io.weir.cluster.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.cluster.contract.RawHttp.Answer;
import io.weir.cluster.json.Trees;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Defaults, validation and immutability of the kinds that Weir and Flink use. */
@ExtendWith(Cluster.class)
class KindContractTest {
  private final Cluster.Opened cluster;
  private final RawHttp http;
  private final String core;
  private final String deployments;
  private final String jobs;

  KindContractTest(Cluster.Opened cluster) {
    this.cluster = cluster;
    this.http = cluster.http();
    this.core = "/api/v1/namespaces/" + cluster.namespace();
    this.deployments = "/apis/apps/v1/namespaces/" + cluster.namespace() + "/deployments";
    this.jobs = "/apis/batch/v1/namespaces/" + cluster.namespace() + "/jobs";
  }

  private static JsonNode main(Answer answer) {
    return Trees.at(answer.body(), "spec", "template", "spec", "containers").get(0);
  }

  @Test
  void aDeploymentGetsItsDefaults() {
    Answer created =
        http.post(
            deployments,
            Samples.deployment(
                "defaults",
                "\"replicas\":0",
                "\"ports\":[{\"containerPort\":80}],\"readinessProbe\":{\"httpGet\":{\"port\":80}},\"resources\":{\"limits\":{\"cpu\":\"1000m\",\"memory\":\"1024Mi\"}}"));
    assertThat(created.text("spec", "strategy", "type")).isEqualTo("RollingUpdate");
    assertThat(created.text("spec", "strategy", "rollingUpdate", "maxSurge")).isEqualTo("25%");
    assertThat(created.text("spec", "revisionHistoryLimit")).isEqualTo("10");
    assertThat(created.text("spec", "template", "spec", "restartPolicy")).isEqualTo("Always");
    assertThat(created.text("spec", "template", "spec", "terminationGracePeriodSeconds"))
        .isEqualTo("30");
    assertThat(Trees.text(main(created), "imagePullPolicy")).isEqualTo("IfNotPresent");
    assertThat(Trees.text(main(created).path("ports").get(0), "protocol")).isEqualTo("TCP");
    assertThat(Trees.text(main(created), "readinessProbe", "periodSeconds")).isEqualTo("10");
    assertThat(Trees.text(main(created), "readinessProbe", "httpGet", "scheme")).isEqualTo("HTTP");
    assertThat(Trees.text(main(created), "resources", "limits", "cpu"))
        .as("canonical quantities")
        .isEqualTo("1");
    assertThat(Trees.text(main(created), "resources", "limits", "memory")).isEqualTo("1Gi");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "replicas  | \"replicas\":-1                                   |                                                            | spec.replicas",
        "twice     | \"replicas\":0                                    | \"env\":[{\"name\":\"\"}]                                  | env[0].name",
        "request   | \"replicas\":0                                    | \"resources\":{\"limits\":{\"cpu\":\"1\"},\"requests\":{\"cpu\":\"2\"}} | must be less than or equal to cpu limit",
        "mount     | \"replicas\":0                                    | \"volumeMounts\":[{\"name\":\"none\",\"mountPath\":\"/x\"}] | volumeMounts[0].name",
        "port      | \"replicas\":0                                    | \"ports\":[{\"containerPort\":70000}]                      | containerPort",
        "probe     | \"replicas\":0                                    | \"livenessProbe\":{}                                       | must specify a handler type",
        "pull      | \"replicas\":0                                    | \"imagePullPolicy\":\"Sometimes\"                          | imagePullPolicy",
        "strategy  | \"replicas\":0,\"strategy\":{\"type\":\"Magic\"}  |                                                            | spec.strategy: Unsupported value"
      })
  void anInvalidDeploymentIsRefusedWithTheField(
      String name, String spec, String container, String expected) {
    Answer refused =
        http.post(
            deployments,
            Samples.deployment("bad-" + name, spec, container == null ? "" : container));
    assertThat(refused.code()).as(refused.text()).isEqualTo(422);
    assertThat(refused.reason()).isEqualTo("Invalid");
    assertThat(refused.message())
        .startsWith("Deployment.apps \"bad-" + name + "\" is invalid: ")
        .contains(expected);
    assertThat(refused.body().path("details").path("causes").size()).isPositive();
  }

  @Test
  void wrongTypesAndQuantitiesCannotBeRead() {
    assertThat(
            http.post(deployments, Samples.deployment("typed", "\"replicas\":\"two\"", "")).code())
        .isEqualTo(400);
    Answer quantity =
        http.post(
            deployments,
            Samples.deployment(
                "quantity", "\"replicas\":0", "\"resources\":{\"limits\":{\"cpu\":\"lots\"}}"));
    assertThat(quantity.code()).isEqualTo(400);
    assertThat(
            http.post(core + "/configmaps", "{\"metadata\":{\"name\":\"n\"},\"data\":{\"a\":1}}")
                .code())
        .isEqualTo(400);
  }

  @Test
  void unknownFieldsAreDroppedWithAWarningOrRefusedWhenStrict() {
    String body = Samples.configMap("odd", "{}").replaceFirst("\\{", "{\"dota\":{},");
    Answer strict = http.post(core + "/configmaps?fieldValidation=Strict", body);
    assertThat(strict.code()).isEqualTo(400);
    assertThat(strict.message()).contains("unknown field \"dota\"");
    Answer warned = http.post(core + "/configmaps?fieldValidation=Warn", body);
    assertThat(warned.code()).isEqualTo(201);
    assertThat(warned.body().has("dota")).isFalse();
    assertThat(warned.warnings()).anyMatch(w -> w.contains("unknown field"));
  }

  @Test
  void theSelectorMustMatchAndStays() {
    String mismatch =
        Samples.deployment("selecting")
            .replace("\"labels\":{\"app\":\"selecting\"}", "\"labels\":{\"app\":\"other\"}");
    Answer refused = http.post(deployments, mismatch);
    assertThat(refused.code()).isEqualTo(422);
    assertThat(refused.message()).contains("`selector` does not match template `labels`");
    assertThat(http.post(deployments, Samples.deployment("selecting")).code()).isEqualTo(201);
    Answer changed =
        http.patch(
            deployments + "/selecting",
            RawHttp.MERGE_PATCH,
            "{\"spec\":{\"selector\":{\"matchLabels\":{\"app\":\"new\"}},\"template\":{\"metadata\":{\"labels\":{\"app\":\"new\"}}}}}");
    assertThat(changed.code()).isEqualTo(422);
    assertThat(changed.message()).contains("field is immutable");
  }

  @Test
  void aJobSelectsItsOwnPodsAndKeepsItsTemplate() {
    String job =
        """
        {"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"run"},"spec":{"suspend":true,"template":{"spec":{"restartPolicy":"%s",
         "containers":[{"name":"main","image":"weir.invalid/none:1"}]}}}}""";
    Answer refused = http.post(jobs, job.formatted("Always"));
    assertThat(refused.code()).isEqualTo(422);
    assertThat(refused.message()).contains("spec.template.spec.restartPolicy");
    Answer created = http.post(jobs, job.formatted("Never"));
    assertThat(created.code()).isEqualTo(201);
    String uid = created.text("metadata", "uid");
    assertThat(
            created.text("spec", "selector", "matchLabels", "batch.kubernetes.io/controller-uid"))
        .isEqualTo(uid);
    assertThat(
            created.text("spec", "template", "metadata", "labels", "batch.kubernetes.io/job-name"))
        .isEqualTo("run");
    assertThat(created.text("spec", "backoffLimit")).isEqualTo("6");
    Answer unchanged =
        http.patch(jobs + "/run", RawHttp.MERGE_PATCH, "{\"spec\":{\"completions\":2}}");
    assertThat(unchanged.code()).isEqualTo(422);
    http.delete(jobs + "/run", "{\"propagationPolicy\":\"Background\"}");
  }

  @Test
  void aServiceGetsAnAddressUnlessItIsHeadless() {
    String service =
        "{\"metadata\":{\"name\":\"%s\"},\"spec\":{%s\"selector\":{\"a\":\"b\"},\"ports\":[{\"port\":8081}]}}";
    Answer created = http.post(core + "/services", service.formatted("addressed", ""));
    assertThat(created.text("spec", "clusterIP")).matches("[0-9a-f.:]+");
    assertThat(created.text("spec", "type")).isEqualTo("ClusterIP");
    assertThat(Trees.text(Trees.at(created.body(), "spec", "ports").get(0), "targetPort"))
        .isEqualTo("8081");
    Answer headless =
        http.post(core + "/services", service.formatted("headless", "\"clusterIP\":\"None\","));
    assertThat(headless.text("spec", "clusterIP")).isEqualTo("None");
    Answer without =
        http.post(
            core + "/services",
            "{\"metadata\":{\"name\":\"portless\"},\"spec\":{\"selector\":{\"a\":\"b\"}}}");
    assertThat(without.code()).isEqualTo(422);
    Answer put =
        http.put(
            core + "/services/addressed",
            service.formatted("addressed", "\"sessionAffinity\":\"ClientIP\","));
    assertThat(put.text("spec", "clusterIP"))
        .as("a PUT need not repeat the address")
        .isEqualTo(created.text("spec", "clusterIP"));
  }

  @Test
  void secretsAreWrittenPlainAndReadEncoded() {
    Answer created =
        http.post(
            core + "/secrets", "{\"metadata\":{\"name\":\"s\"},\"stringData\":{\"a\":\"b\"}}");
    assertThat(created.text("data", "a")).isEqualTo("Yg==");
    assertThat(created.body().has("stringData")).isFalse();
    assertThat(created.text("type")).isEqualTo("Opaque");
  }

  @Test
  void anImmutableConfigMapStaysAsItIs() {
    http.post(
        core + "/configmaps",
        "{\"metadata\":{\"name\":\"frozen\"},\"immutable\":true,\"data\":{\"a\":\"1\"}}");
    assertThat(
            http.patch(core + "/configmaps/frozen", RawHttp.MERGE_PATCH, "{\"data\":{\"a\":\"2\"}}")
                .code())
        .isEqualTo(422);
    assertThat(
            http.patch(
                    core + "/configmaps/frozen",
                    RawHttp.MERGE_PATCH,
                    "{\"metadata\":{\"labels\":{\"a\":\"b\"}}}")
                .code())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"Upper,configmaps", "under_score,configmaps", "-dash,configmaps", "1st,services"})
  void namesFollowTheirForm(String name, String plural) {
    Answer refused =
        http.post(
            core + "/" + plural,
            "{\"metadata\":{\"name\":\"" + name + "\"},\"spec\":{\"ports\":[{\"port\":1}]}}");
    assertThat(refused.code()).isEqualTo(422);
    assertThat(refused.message()).contains("metadata.name");
  }

  @Test
  void labelsFollowTheirForm() {
    Answer refused =
        http.post(
            core + "/configmaps",
            "{\"metadata\":{\"name\":\"labelled\",\"labels\":{\"a\":\"not a label\"}}}");
    assertThat(refused.code()).isEqualTo(422);
    assertThat(refused.message()).contains("metadata.labels");
  }

  @Test
  void aLeaseIsPutOnTheVersionThatItsHolderKnows() {
    String leases = "/apis/coordination.k8s.io/v1/namespaces/" + cluster.namespace() + "/leases";
    Answer created = http.post(leases, Samples.lease("leader", "one", ""));
    assertThat(created.code()).isEqualTo(201);
    assertThat(created.text("spec", "renewTime")).isEqualTo("2026-01-02T03:04:05.678901Z");
    String version = created.text("metadata", "resourceVersion");
    assertThat(http.put(leases + "/leader", Samples.lease("leader", "two", version)).code())
        .isEqualTo(200);
    assertThat(http.put(leases + "/leader", Samples.lease("leader", "three", version)).code())
        .isEqualTo(409);
    assertThat(http.put(leases + "/leader", Samples.lease("leader", "three", "")).code())
        .isEqualTo(422);
    assertThat(http.get(leases + "/leader").text("spec", "holderIdentity")).isEqualTo("two");
  }
}
