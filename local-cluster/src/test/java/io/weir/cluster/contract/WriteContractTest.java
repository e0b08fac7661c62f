package io.weir.cluster.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.cluster.contract.RawHttp.Answer;
import io.weir.cluster.json.Trees;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Create, replace, delete: versions, generations, statuses, finalizers, preconditions. */
@ExtendWith(Cluster.class)
class WriteContractTest {
  private final Cluster.Opened cluster;
  private final RawHttp http;
  private final String maps;
  private final String deployments;

  WriteContractTest(Cluster.Opened cluster) {
    this.cluster = cluster;
    this.http = cluster.http();
    this.maps = "/api/v1/namespaces/" + cluster.namespace() + "/configmaps";
    this.deployments = "/apis/apps/v1/namespaces/" + cluster.namespace() + "/deployments";
  }

  private Answer create(String collection, String body) {
    Answer created = http.post(collection, body);
    assertThat(created.code()).as(created.text()).isEqualTo(201);
    return created;
  }

  @Test
  void aNewObjectGetsItsIdentityFromTheServer() {
    Answer created = create(maps, Samples.configMap("identity", "{\"a\":\"1\"}"));
    assertThat(created.text("metadata", "uid")).hasSize(36);
    assertThat(created.text("metadata", "creationTimestamp"))
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
    assertThat(created.text("metadata", "namespace")).isEqualTo(cluster.namespace());
    assertThat(Long.parseLong(created.text("metadata", "resourceVersion"))).isPositive();
  }

  @Test
  void aNameIsTakenOnce() {
    create(maps, Samples.configMap("taken", "{}"));
    Answer second = http.post(maps, Samples.configMap("taken", "{}"));
    assertThat(second.code()).isEqualTo(409);
    assertThat(second.reason()).isEqualTo("AlreadyExists");
    assertThat(second.message()).isEqualTo("configmaps \"taken\" already exists");
    assertThat(second.text("details", "kind")).isEqualTo("configmaps");
  }

  @Test
  void aNameIsGeneratedFromItsPrefix() {
    String body = "{\"metadata\":{\"generateName\":\"gen-\"}}";
    String first = create(maps, body).text("metadata", "name");
    String second = create(maps, body).text("metadata", "name");
    assertThat(first).matches("gen-[a-z0-9]{5}").isNotEqualTo(second);
  }

  @Test
  void aMissingNamespaceIsNotMade() {
    Answer refused =
        http.post(
            "/api/v1/namespaces/" + cluster.namespace() + "-absent/configmaps",
            Samples.configMap("homeless", "{}"));
    assertThat(refused.code()).isEqualTo(404);
    assertThat(refused.message())
        .isEqualTo("namespaces \"" + cluster.namespace() + "-absent\" not found");
  }

  @Test
  void whatIsAbsentIsNotFoundByNameAndReason() {
    Answer missing = http.get(deployments + "/absent");
    assertThat(missing.code()).isEqualTo(404);
    assertThat(missing.reason()).isEqualTo("NotFound");
    assertThat(missing.message()).isEqualTo("deployments.apps \"absent\" not found");
    assertThat(http.delete(maps + "/absent", "{}").code()).isEqualTo(404);
    assertThat(http.put(maps + "/absent", Samples.configMap("absent", "{}")).code()).isEqualTo(404);
    assertThat(http.get("/api/v1/namespaces/" + cluster.namespace() + "/nosuchthings").code())
        .isEqualTo(404);
  }

  @Test
  void aPutOnAnOldVersionIsRefused() {
    String version =
        create(maps, Samples.configMap("contended", "{\"a\":\"1\"}"))
            .text("metadata", "resourceVersion");
    String update =
        "{\"metadata\":{\"name\":\"contended\",\"resourceVersion\":\""
            + version
            + "\"},\"data\":{\"a\":\"%s\"}}";
    Answer first = http.put(maps + "/contended", update.formatted("2"));
    assertThat(first.code()).isEqualTo(200);
    assertThat(Long.parseLong(first.text("metadata", "resourceVersion")))
        .isGreaterThan(Long.parseLong(version));
    Answer second = http.put(maps + "/contended", update.formatted("3"));
    assertThat(second.code()).isEqualTo(409);
    assertThat(second.reason()).isEqualTo("Conflict");
    assertThat(second.message()).contains("the object has been modified");
    assertThat(http.get(maps + "/contended").text("data", "a")).isEqualTo("2");
  }

  @Test
  void aPutThatChangesNothingWritesNothing() {
    create(maps, Samples.configMap("same", "{\"a\":\"1\"}"));
    Answer before = http.get(maps + "/same");
    Answer after = http.put(maps + "/same", before.text());
    assertThat(after.text("metadata", "resourceVersion"))
        .isEqualTo(before.text("metadata", "resourceVersion"));
  }

  @Test
  void aPutOnAnotherObjectsUidIsRefused() {
    create(maps, Samples.configMap("someone", "{}"));
    Answer refused =
        http.put(
            maps + "/someone",
            "{\"metadata\":{\"name\":\"someone\",\"uid\":\"00000000-0000-0000-0000-000000000000\"}}");
    assertThat(refused.code()).isEqualTo(409);
    assertThat(http.put(maps + "/someone", Samples.configMap("someone-else", "{}")).code())
        .isEqualTo(400);
  }

  @Test
  void generationCountsChangesOfTheSpecOnly() {
    assertThat(create(deployments, Samples.deployment("counted")).text("metadata", "generation"))
        .isEqualTo("1");
    Answer labelled =
        http.patch(
            deployments + "/counted",
            RawHttp.MERGE_PATCH,
            "{\"metadata\":{\"labels\":{\"a\":\"b\"}}}");
    assertThat(labelled.text("metadata", "generation")).isEqualTo("1");
    Answer changed =
        http.patch(
            deployments + "/counted", RawHttp.MERGE_PATCH, "{\"spec\":{\"minReadySeconds\":1}}");
    assertThat(changed.text("metadata", "generation")).isEqualTo("2");
    Answer forged =
        http.patch(
            deployments + "/counted", RawHttp.MERGE_PATCH, "{\"metadata\":{\"generation\":77}}");
    assertThat(forged.text("metadata", "generation")).isEqualTo("2");
  }

  @Test
  void theMainEndpointLeavesTheStatusAlone() {
    create(deployments, Samples.deployment("status-kept"));
    http.patch(
        deployments + "/status-kept/status",
        RawHttp.MERGE_PATCH,
        "{\"status\":{\"conditions\":[{\"type\":\"Weir\",\"status\":\"True\"}]}}");
    Answer patched =
        http.patch(
            deployments + "/status-kept",
            RawHttp.MERGE_PATCH,
            "{\"spec\":{\"minReadySeconds\":3},\"status\":{\"conditions\":null}}");
    assertThat(patched.text("spec", "minReadySeconds")).isEqualTo("3");
    assertThat(
            Trees.at(patched.body(), "status", "conditions")
                .valueStream()
                .map(c -> Trees.text(c, "type")))
        .contains("Weir");
  }

  @Test
  void theStatusEndpointLeavesTheSpecAlone() {
    create(deployments, Samples.deployment("spec-kept"));
    Answer patched =
        http.patch(
            deployments + "/spec-kept/status",
            RawHttp.MERGE_PATCH,
            "{\"spec\":{\"replicas\":9},\"status\":{\"conditions\":[{\"type\":\"Weir\",\"status\":\"True\"}]}}");
    assertThat(patched.code()).isEqualTo(200);
    assertThat(patched.text("spec", "replicas")).isEqualTo("0");
    assertThat(patched.text("metadata", "generation")).isEqualTo("1");
    assertThat(http.get(deployments + "/spec-kept/status").code()).isEqualTo(200);
  }

  @Test
  void aStatusGivenAtCreationIsIgnored() {
    String body =
        Samples.deployment("born-idle").replaceFirst("\\{", "{\"status\":{\"readyReplicas\":5},");
    assertThat(create(deployments, body).body().path("status").has("readyReplicas")).isFalse();
  }

  @Test
  void theScaleIsReadAndWrittenOnItsOwn() {
    create(deployments, Samples.deployment("scaled", "\"replicas\":0,\"paused\":true", ""));
    Answer scale = http.get(deployments + "/scaled/scale");
    assertThat(scale.text("kind")).isEqualTo("Scale");
    assertThat(scale.text("status", "selector")).isEqualTo("app=scaled");
    Answer scaled =
        http.patch(
            deployments + "/scaled/scale", RawHttp.MERGE_PATCH, "{\"spec\":{\"replicas\":0}}");
    assertThat(scaled.code()).isEqualTo(200);
    await("the scale as it was read; in a real cluster the controller writes meanwhile")
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                http.put(
                            deployments + "/scaled/scale",
                            withReplicas(http.get(deployments + "/scaled/scale").body(), 1))
                        .code()
                    == 200);
    assertThat(http.get(deployments + "/scaled").text("spec", "replicas")).isEqualTo("1");
    http.delete(deployments + "/scaled", "{\"propagationPolicy\":\"Background\"}");
  }

  /** None are left out by a real server. */
  private static String withReplicas(JsonNode scale, int replicas) {
    ObjectNode changed = (ObjectNode) scale.deepCopy();
    ((ObjectNode) changed.path("spec")).put("replicas", replicas);
    return changed.toString();
  }

  @Test
  void aFinalizerHoldsTheObjectUntilItIsTakenAway() {
    String held =
        Samples.configMap("held", "{}")
            .replace("\"name\":\"held\"", "\"name\":\"held\",\"finalizers\":[\"weir.io/wait\"]");
    create(maps, held);
    Answer marked = http.delete(maps + "/held", "{}");
    assertThat(marked.code()).isEqualTo(200);
    Answer dying = http.get(maps + "/held");
    assertThat(dying.text("metadata", "deletionTimestamp")).isNotEmpty();
    assertThat(http.post(maps, held).code()).as("the name stays taken").isEqualTo(409);
    Answer addition =
        http.patch(
            maps + "/held",
            RawHttp.MERGE_PATCH,
            "{\"metadata\":{\"finalizers\":[\"weir.io/wait\",\"weir.io/more\"]}}");
    assertThat(addition.code()).isIn(403, 422);
    assertThat(
            http.patch(maps + "/held", RawHttp.MERGE_PATCH, "{\"metadata\":{\"finalizers\":null}}")
                .code())
        .isEqualTo(200);
    assertThat(http.get(maps + "/held").code()).isEqualTo(404);
  }

  @Test
  void aDeletionMayDemandTheUidAndTheVersion() {
    Answer created = create(maps, Samples.configMap("guarded", "{}"));
    Answer wrongUid =
        http.delete(
            maps + "/guarded",
            "{\"preconditions\":{\"uid\":\"00000000-0000-0000-0000-000000000000\"}}");
    assertThat(wrongUid.code()).isEqualTo(409);
    Answer wrongVersion =
        http.delete(maps + "/guarded", "{\"preconditions\":{\"resourceVersion\":\"1\"}}");
    assertThat(wrongVersion.code()).isEqualTo(409);
    String right =
        "{\"preconditions\":{\"uid\":\"%s\",\"resourceVersion\":\"%s\"}}"
            .formatted(
                created.text("metadata", "uid"), created.text("metadata", "resourceVersion"));
    Answer deleted = http.delete(maps + "/guarded", right);
    assertThat(deleted.code()).isEqualTo(200);
    assertThat(deleted.text("status")).isEqualTo("Success");
    assertThat(http.get(maps + "/guarded").code()).isEqualTo(404);
  }

  @Test
  void theForegroundPolicyLeavesAMarkForTheCollector() {
    String owner =
        Samples.configMap("owner", "{}")
            .replace("\"name\":\"owner\"", "\"name\":\"owner\",\"finalizers\":[\"weir.io/wait\"]");
    create(maps, owner);
    http.delete(maps + "/owner", "{\"propagationPolicy\":\"Foreground\"}");
    assertThat(
            Trees.at(http.get(maps + "/owner").body(), "metadata", "finalizers")
                .valueStream()
                .map(f -> f.asString("")))
        .contains("foregroundDeletion", "weir.io/wait");
    http.patch(maps + "/owner", RawHttp.MERGE_PATCH, "{\"metadata\":{\"finalizers\":null}}");
    assertThat(http.get(maps + "/owner").code()).isEqualTo(404);
  }

  @Test
  void aDryRunChecksEverythingAndKeepsNothing() {
    assertThat(http.post(maps + "?dryRun=All", Samples.configMap("dry", "{}")).code())
        .isEqualTo(201);
    assertThat(http.get(maps + "/dry").code()).isEqualTo(404);
    create(maps, Samples.configMap("dry", "{\"a\":\"1\"}"));
    assertThat(http.post(maps + "?dryRun=All", Samples.configMap("dry", "{}")).code())
        .isEqualTo(409);
    Answer patched =
        http.patch(maps + "/dry?dryRun=All", RawHttp.MERGE_PATCH, "{\"data\":{\"a\":\"2\"}}");
    assertThat(patched.text("data", "a")).isEqualTo("2");
    assertThat(http.get(maps + "/dry").text("data", "a")).isEqualTo("1");
    assertThat(http.delete(maps + "/dry", "{\"dryRun\":[\"All\"]}").code()).isEqualTo(200);
    assertThat(http.get(maps + "/dry").code()).isEqualTo(200);
  }

  @Test
  void ownerReferencesAreKeptAndMustBeWhole() {
    Answer owner = create(maps, Samples.configMap("parent", "{}"));
    String reference =
        "\"ownerReferences\":[{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"name\":\"parent\",\"uid\":\""
            + owner.text("metadata", "uid")
            + "\",\"controller\":true,\"blockOwnerDeletion\":true}]";
    Answer child =
        create(
            maps,
            Samples.configMap("child", "{}")
                .replace("\"name\":\"child\"", "\"name\":\"child\"," + reference));
    assertThat(
            Trees.text(Trees.at(child.body(), "metadata", "ownerReferences").get(0), "controller"))
        .isEqualTo("true");
    Answer refused =
        http.post(
            maps,
            "{\"metadata\":{\"name\":\"orphan\",\"ownerReferences\":[{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"name\":\"parent\"}]}}");
    assertThat(refused.code()).isEqualTo(422);
    assertThat(refused.message())
        .contains("metadata.ownerReferences.uid: Invalid value: \"\": must not be empty");
  }

  @Test
  void manyAreDeletedByALabel() {
    create(maps, "{\"metadata\":{\"name\":\"bulk-1\",\"labels\":{\"bulk\":\"x\"}}}");
    create(maps, "{\"metadata\":{\"name\":\"bulk-2\",\"labels\":{\"bulk\":\"y\"}}}");
    assertThat(http.delete(maps + "?labelSelector=bulk%20in%20(x)", "{}").code()).isEqualTo(200);
    assertThat(http.get(maps + "/bulk-1").code()).isEqualTo(404);
    assertThat(http.get(maps + "/bulk-2").code()).isEqualTo(200);
  }
}
