package io.weir.cluster.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.cluster.contract.RawHttp.Answer;
import io.weir.cluster.json.Trees;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** The patch languages. */
@ExtendWith(Cluster.class)
class PatchContractTest {
  private final Cluster.Opened cluster;

  PatchContractTest(Cluster.Opened cluster) {
    this.cluster = cluster;
  }

  private String map(String name, String data) {
    String maps = "/api/v1/namespaces/" + cluster.namespace() + "/configmaps";
    assertThat(cluster.http().post(maps, Samples.configMap(name, data)).code()).isEqualTo(201);
    return maps + "/" + name;
  }

  private String deployment(String name, String containerFields) {
    String deployments = "/apis/apps/v1/namespaces/" + cluster.namespace() + "/deployments";
    assertThat(
            cluster
                .http()
                .post(deployments, Samples.deployment(name, "\"replicas\":0", containerFields))
                .code())
        .isEqualTo(201);
    return deployments + "/" + name;
  }

  private static JsonNode main(Answer answer) {
    return Trees.at(answer.body(), "spec", "template", "spec", "containers").get(0);
  }

  @Test
  void aJsonPatchCarriesOutItsOperationsInTurn() {
    String path = map("json-patched", "{\"a\":\"1\",\"b\":\"2\"}");
    String patch =
        """
        [{"op":"test","path":"/data/a","value":"1"},{"op":"replace","path":"/data/a","value":"3"},
         {"op":"remove","path":"/data/b"},{"op":"add","path":"/metadata/labels","value":{"x/y":"z"}},
         {"op":"copy","from":"/data/a","path":"/data/c"},{"op":"replace","path":"/metadata/labels/x~1y","value":"w"}]""";
    Answer patched = cluster.http().patch(path, RawHttp.JSON_PATCH, patch);
    assertThat(patched.code()).isEqualTo(200);
    assertThat(patched.body().path("data")).hasToString("{\"a\":\"3\",\"c\":\"3\"}");
    assertThat(patched.text("metadata", "labels", "x/y")).isEqualTo("w");
  }

  @Test
  void aJsonPatchWhoseTestFailsChangesNothing() {
    String path = map("json-tested", "{\"a\":\"1\"}");
    String patch =
        "[{\"op\":\"replace\",\"path\":\"/data/a\",\"value\":\"2\"},{\"op\":\"test\",\"path\":\"/data/a\",\"value\":\"1\"}]";
    assertThat(cluster.http().patch(path, RawHttp.JSON_PATCH, patch).code()).isEqualTo(422);
    assertThat(cluster.http().get(path).text("data", "a")).isEqualTo("1");
  }

  @Test
  void aMergePatchRemovesByNullAndReplacesLists() {
    String path =
        deployment(
            "merge-patched", "\"args\":[\"a\",\"b\"],\"env\":[{\"name\":\"A\",\"value\":\"1\"}]");
    Answer patched =
        cluster
            .http()
            .patch(
                path,
                RawHttp.MERGE_PATCH,
                "{\"metadata\":{\"labels\":{\"l\":\"1\"}},\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"other\",\"image\":\"weir.invalid/x:1\"}]}}}}");
    assertThat(patched.code()).isEqualTo(200);
    assertThat(Trees.at(patched.body(), "spec", "template", "spec", "containers")).hasSize(1);
    assertThat(Trees.text(main(patched), "name")).isEqualTo("other");
    Answer removed =
        cluster.http().patch(path, RawHttp.MERGE_PATCH, "{\"metadata\":{\"labels\":null}}");
    assertThat(removed.body().path("metadata").has("labels")).isFalse();
  }

  @Test
  void aMergePatchThatNamesAStaleVersionIsRefused() {
    String path = map("merge-stale", "{\"a\":\"1\"}");
    String version = cluster.http().get(path).text("metadata", "resourceVersion");
    cluster.http().patch(path, RawHttp.MERGE_PATCH, "{\"data\":{\"a\":\"2\"}}");
    Answer refused =
        cluster
            .http()
            .patch(
                path,
                RawHttp.MERGE_PATCH,
                "{\"metadata\":{\"resourceVersion\":\"" + version + "\"},\"data\":{\"a\":\"3\"}}");
    assertThat(refused.code()).isEqualTo(409);
    assertThat(cluster.http().get(path).text("data", "a")).isEqualTo("2");
  }

  @Test
  void aStrategicPatchMergesContainersByNameAndVariablesByName() {
    String path =
        deployment(
            "strategic",
            "\"env\":[{\"name\":\"A\",\"value\":\"1\"},{\"name\":\"B\",\"value\":\"2\"}]");
    String patch =
        """
        {"spec":{"template":{"spec":{"containers":[{"name":"main","image":"weir.invalid/new:2",
         "env":[{"name":"A","value":"9"},{"name":"B","$patch":"delete"},{"name":"C","value":"3"}]}]}}}}""";
    Answer patched = cluster.http().patch(path, RawHttp.STRATEGIC_PATCH, patch);
    assertThat(patched.code()).isEqualTo(200);
    assertThat(Trees.text(main(patched), "image")).isEqualTo("weir.invalid/new:2");
    assertThat(
            main(patched)
                .path("env")
                .valueStream()
                .map(e -> Trees.text(e, "name") + "=" + Trees.text(e, "value")))
        .containsExactlyInAnyOrder("A=9", "C=3");
  }

  @Test
  void aStrategicPatchObeysReplaceAndDeleteFromPrimitiveList() {
    String path = map("strategic-lists", "{\"a\":\"1\"}");
    cluster
        .http()
        .patch(
            path,
            RawHttp.STRATEGIC_PATCH,
            "{\"metadata\":{\"finalizers\":[\"weir.io/a\",\"weir.io/b\"]}}");
    Answer added =
        cluster
            .http()
            .patch(
                path, RawHttp.STRATEGIC_PATCH, "{\"metadata\":{\"finalizers\":[\"weir.io/c\"]}}");
    assertThat(Trees.at(added.body(), "metadata", "finalizers")).hasSize(3);
    String removal =
        "{\"metadata\":{\"$deleteFromPrimitiveList/finalizers\":[\"weir.io/a\",\"weir.io/b\",\"weir.io/c\"]},\"data\":{\"$patch\":\"replace\",\"z\":\"1\"}}";
    Answer removed = cluster.http().patch(path, RawHttp.STRATEGIC_PATCH, removal);
    assertThat(Trees.at(removed.body(), "metadata", "finalizers")).isEmpty();
    assertThat(removed.body().path("data")).hasToString("{\"z\":\"1\"}");
  }

  @Test
  void aPatchThatChangesNothingWritesNothing() {
    String path = map("unchanged", "{\"a\":\"1\"}");
    String version = cluster.http().get(path).text("metadata", "resourceVersion");
    Answer patched = cluster.http().patch(path, RawHttp.MERGE_PATCH, "{\"data\":{\"a\":\"1\"}}");
    assertThat(patched.text("metadata", "resourceVersion")).isEqualTo(version);
  }

  @Test
  void theWrongMediaTypeAndABrokenPatchAreRefused() {
    String path = map("broken", "{\"a\":\"1\"}");
    assertThat(cluster.http().patch(path, "application/json", "{}").code()).isEqualTo(415);
    assertThat(cluster.http().patch(path, RawHttp.JSON_PATCH, "{\"not\":\"an array\"}").code())
        .isEqualTo(400);
    assertThat(cluster.http().patch(path, RawHttp.MERGE_PATCH, "{\"data\":").code()).isEqualTo(400);
    assertThat(cluster.http().patch(path + "-absent", RawHttp.MERGE_PATCH, "{}").code())
        .isEqualTo(404);
  }
}
