package io.weir.cluster.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.weir.cluster.contract.RawHttp.Answer;
import io.weir.cluster.json.Trees;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Server-side apply: who owns a field, what a conflict is, how a field goes away. */
@ExtendWith(Cluster.class)
class ApplyContractTest {
  private final Cluster.Opened cluster;

  ApplyContractTest(Cluster.Opened cluster) {
    this.cluster = cluster;
  }

  private String map(String name) {
    return "/api/v1/namespaces/" + cluster.namespace() + "/configmaps/" + name;
  }

  private String deployment(String name) {
    return "/apis/apps/v1/namespaces/" + cluster.namespace() + "/deployments/" + name;
  }

  private Answer apply(String path, String manager, String body) {
    return cluster.http().patch(path + "?fieldManager=" + manager, RawHttp.APPLY_PATCH, body);
  }

  private Answer force(String path, String manager, String body) {
    return cluster
        .http()
        .patch(path + "?force=true&fieldManager=" + manager, RawHttp.APPLY_PATCH, body);
  }

  private static List<String> managers(JsonNode object) {
    return Trees.at(object, "metadata", "managedFields")
        .valueStream()
        .map(e -> Trees.text(e, "manager") + " " + Trees.text(e, "operation"))
        .toList();
  }

  private static JsonNode ownedBy(JsonNode object, String manager) {
    return Trees.at(object, "metadata", "managedFields")
        .valueStream()
        .filter(e -> Trees.text(e, "manager").equals(manager))
        .findFirst()
        .orElseThrow()
        .path("fieldsV1");
  }

  @Test
  void createsWhatIsNotThereAndNotesTheManager() {
    Answer created = apply(map("applied"), "one", Samples.configMap("applied", "{\"a\":\"1\"}"));
    assertThat(created.code()).isEqualTo(201);
    assertThat(managers(created.body())).containsExactly("one Apply");
    assertThat(ownedBy(created.body(), "one")).hasToString("{\"f:data\":{\"f:a\":{}}}");
  }

  @Test
  void applyingTheSameAgainWritesNothing() {
    Answer first = apply(map("again"), "one", Samples.configMap("again", "{\"a\":\"1\"}"));
    Answer second = apply(map("again"), "one", Samples.configMap("again", "{\"a\":\"1\"}"));
    assertThat(second.code()).isEqualTo(200);
    assertThat(second.text("metadata", "resourceVersion"))
        .isEqualTo(first.text("metadata", "resourceVersion"));
  }

  @Test
  void managersOfDifferentFieldsDoNotDisturbEachOther() {
    apply(map("shared"), "one", Samples.configMap("shared", "{\"a\":\"1\"}"));
    Answer second = apply(map("shared"), "two", Samples.configMap("shared", "{\"b\":\"2\"}"));
    assertThat(second.code()).isEqualTo(200);
    assertThat(second.body().path("data")).hasToString("{\"a\":\"1\",\"b\":\"2\"}");
    assertThat(managers(second.body())).containsExactlyInAnyOrder("one Apply", "two Apply");
  }

  @Test
  void anotherManagersValueIsAConflictThatNamesManagerAndField() {
    apply(map("disputed"), "one", Samples.configMap("disputed", "{\"a\":\"1\"}"));
    Answer refused = apply(map("disputed"), "two", Samples.configMap("disputed", "{\"a\":\"2\"}"));
    assertThat(refused.code()).isEqualTo(409);
    assertThat(refused.reason()).isEqualTo("Conflict");
    assertThat(refused.message())
        .contains("Apply failed with 1 conflict")
        .contains("\"one\"")
        .contains(".data.a");
    JsonNode cause = refused.body().path("details").path("causes").path(0);
    assertThat(Trees.text(cause, "reason")).isEqualTo("FieldManagerConflict");
    assertThat(Trees.text(cause, "field")).isEqualTo(".data.a");
    assertThat(cluster.http().get(map("disputed")).text("data", "a")).isEqualTo("1");
  }

  @Test
  void theSameValueIsNoConflictAndIsSharedThen() {
    apply(map("agreed"), "one", Samples.configMap("agreed", "{\"a\":\"1\"}"));
    Answer second = apply(map("agreed"), "two", Samples.configMap("agreed", "{\"a\":\"1\"}"));
    assertThat(second.code()).isEqualTo(200);
    Answer withdrawn = apply(map("agreed"), "one", Samples.configMap("agreed", "{\"z\":\"1\"}"));
    assertThat(withdrawn.text("data", "a")).as("the other manager still wants it").isEqualTo("1");
    Answer gone = apply(map("agreed"), "two", Samples.configMap("agreed", "{\"y\":\"1\"}"));
    assertThat(gone.body().path("data").has("a")).isFalse();
  }

  @Test
  void forceTakesTheFieldOver() {
    apply(map("forced"), "one", Samples.configMap("forced", "{\"a\":\"1\",\"b\":\"1\"}"));
    Answer forced = force(map("forced"), "two", Samples.configMap("forced", "{\"a\":\"2\"}"));
    assertThat(forced.code()).isEqualTo(200);
    assertThat(forced.text("data", "a")).isEqualTo("2");
    assertThat(ownedBy(forced.body(), "one")).hasToString("{\"f:data\":{\"f:b\":{}}}");
    assertThat(ownedBy(forced.body(), "two")).hasToString("{\"f:data\":{\"f:a\":{}}}");
  }

  @Test
  void aFieldThatIsNoLongerAppliedDisappears() {
    apply(map("shrinking"), "one", Samples.configMap("shrinking", "{\"a\":\"1\",\"b\":\"2\"}"));
    Answer shrunk = apply(map("shrinking"), "one", Samples.configMap("shrinking", "{\"b\":\"2\"}"));
    assertThat(shrunk.body().path("data")).hasToString("{\"b\":\"2\"}");
  }

  @Test
  void anUpdateTakesOwnershipOfWhatItChanges() {
    apply(map("updated"), "one", Samples.configMap("updated", "{\"a\":\"1\",\"b\":\"1\"}"));
    Answer patched =
        cluster
            .http()
            .patch(
                map("updated") + "?fieldManager=editor",
                RawHttp.MERGE_PATCH,
                "{\"data\":{\"a\":\"2\"}}");
    assertThat(ownedBy(patched.body(), "editor")).hasToString("{\"f:data\":{\"f:a\":{}}}");
    assertThat(ownedBy(patched.body(), "one")).hasToString("{\"f:data\":{\"f:b\":{}}}");
    assertThat(
            apply(map("updated"), "one", Samples.configMap("updated", "{\"a\":\"1\",\"b\":\"1\"}"))
                .code())
        .isEqualTo(409);
  }

  @Test
  void listsOfContainersMergeByName() {
    String one = Samples.deployment("merging");
    assertThat(apply(deployment("merging"), "one", one).code()).isEqualTo(201);
    String sidecar =
        """
        {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"merging"},"spec":{"template":{"spec":{"containers":[
         {"name":"sidecar","image":"weir.invalid/side:1"},
         {"name":"main","env":[{"name":"ADDED","value":"1"}]}]}}}}""";
    Answer merged = apply(deployment("merging"), "two", sidecar);
    assertThat(merged.code()).isEqualTo(200);
    JsonNode containers = Trees.at(merged.body(), "spec", "template", "spec", "containers");
    assertThat(containers.valueStream().map(c -> Trees.text(c, "name")))
        .containsExactlyInAnyOrder("main", "sidecar");
    assertThat(
            containers
                .valueStream()
                .filter(c -> Trees.text(c, "name").equals("main"))
                .findFirst()
                .orElseThrow()
                .path("env"))
        .hasSize(1);
    String withdrawn =
        """
        {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"merging"},"spec":{"template":{"spec":{"containers":[
         {"name":"main","env":[{"name":"ADDED","value":"1"}]}]}}}}""";
    JsonNode rest =
        Trees.at(
            apply(deployment("merging"), "two", withdrawn).body(),
            "spec",
            "template",
            "spec",
            "containers");
    assertThat(rest.valueStream().map(c -> Trees.text(c, "name"))).containsExactly("main");
  }

  @Test
  void portsAreKnownByNumberAndProtocol() {
    String path = deployment("ports");
    apply(
        path,
        "one",
        Samples.deployment(
            "ports",
            "\"replicas\":0",
            "\"ports\":[{\"containerPort\":8081,\"name\":\"rest\"},{\"containerPort\":6123}]"));
    Answer applied =
        apply(
            path,
            "one",
            Samples.deployment(
                "ports",
                "\"replicas\":0",
                "\"ports\":[{\"containerPort\":8081,\"name\":\"web\"}]"));
    JsonNode ports =
        Trees.at(applied.body(), "spec", "template", "spec", "containers").get(0).path("ports");
    assertThat(ports.size()).isEqualTo(1);
    assertThat(ports.get(0))
        .isEqualTo(
            Trees.parse(
                "{\"containerPort\":8081,\"name\":\"web\",\"protocol\":\"TCP\"}"
                    .getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void theStatusIsAppliedThroughItsOwnEndpoint() {
    apply(deployment("status-applied"), "one", Samples.deployment("status-applied"));
    String status =
        """
        {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"status-applied"},"spec":{"replicas":7},
         "status":{"conditions":[{"type":"Weir","status":"True"}]}}""";
    Answer applied = apply(deployment("status-applied") + "/status", "observer", status);
    assertThat(applied.code()).isEqualTo(200);
    assertThat(applied.text("spec", "replicas")).isEqualTo("0");
    assertThat(
            Trees.at(applied.body(), "status", "conditions")
                .valueStream()
                .map(c -> Trees.text(c, "type")))
        .contains("Weir");
  }

  @Test
  void aDryRunShowsTheResultAndKeepsNothing() {
    Answer dry =
        cluster
            .http()
            .patch(
                map("imagined") + "?dryRun=All&fieldManager=one",
                RawHttp.APPLY_PATCH,
                Samples.configMap("imagined", "{\"a\":\"1\"}"));
    assertThat(dry.code()).isEqualTo(201);
    assertThat(dry.text("data", "a")).isEqualTo("1");
    assertThat(cluster.http().get(map("imagined")).code()).isEqualTo(404);
  }

  @Test
  void theManagerMustBeNamed() {
    Answer refused =
        cluster
            .http()
            .patch(map("anonymous"), RawHttp.APPLY_PATCH, Samples.configMap("anonymous", "{}"));
    assertThat(refused.code()).isIn(400, 422);
    assertThat(refused.message()).contains("fieldManager");
  }

  @Test
  void yamlIsAcceptedToo() {
    Answer created =
        apply(
            map("from-yaml"),
            "one",
            "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: from-yaml\ndata:\n  a: \"1\"\n");
    assertThat(created.code()).isEqualTo(201);
    assertThat(created.text("data", "a")).isEqualTo("1");
  }

  @Test
  void theClientsOwnServerSideApplyWorks() {
    ConfigMap wanted =
        new ConfigMapBuilder()
            .withNewMetadata()
            .withName("by-client")
            .withNamespace(cluster.namespace())
            .endMetadata()
            .withData(Map.of("a", "1"))
            .build();
    cluster.client().resource(wanted).fieldManager("weir").serverSideApply();
    ConfigMap changed = new ConfigMapBuilder(wanted).withData(Map.of("b", "2")).build();
    ConfigMap result = cluster.client().resource(changed).fieldManager("weir").serverSideApply();
    assertThat(result.getData()).isEqualTo(Map.of("b", "2"));
  }
}
