package io.weir.cluster.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.weir.cluster.contract.RawHttp.Answer;
import io.weir.cluster.json.Trees;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

@ExtendWith(Cluster.class)
class WatchContractTest {
  private final Cluster.Opened cluster;

  WatchContractTest(Cluster.Opened cluster) {
    this.cluster = cluster;
  }

  private ConfigMap map(String name, String label, String value) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace(cluster.namespace())
        .withLabels(Map.of("watched", label))
        .endMetadata()
        .addToData("key", value)
        .build();
  }

  private String path(String query) {
    return "/api/v1/namespaces/" + cluster.namespace() + "/configmaps?" + query;
  }

  private static List<String> summary(List<JsonNode> events) {
    return events.stream()
        .map(e -> Trees.text(e, "type") + " " + Trees.text(e, "object", "metadata", "name"))
        .toList();
  }

  @Test
  void anInformerSeesAdditionsChangesAndDeletions() {
    List<String> seen = new CopyOnWriteArrayList<>();
    cluster.client().resource(map("informed-1", "informer", "a")).create();
    try (SharedIndexInformer<ConfigMap> informer =
        cluster
            .client()
            .configMaps()
            .inNamespace(cluster.namespace())
            .withLabel("watched", "informer")
            .inform(recorder(seen))) {
      cluster.client().resource(map("informed-2", "informer", "a")).create();
      cluster.client().resource(map("informed-2", "informer", "b")).update();
      cluster.client().resource(map("informed-1", "informer", "a")).delete();
      cluster.client().resource(map("informed-2", "other", "b")).update();
      await("the informer to hear of everything")
          .atMost(Duration.ofSeconds(20))
          .until(() -> seen.contains("delete informed-2"));
      assertThat(seen)
          .containsExactly(
              "add informed-1",
              "add informed-2",
              "update informed-2",
              "delete informed-1",
              "delete informed-2");
      assertThat(informer.getIndexer().list()).isEmpty();
    }
  }

  private static ResourceEventHandler<ConfigMap> recorder(List<String> seen) {
    return new ResourceEventHandler<>() {
      @Override
      public void onAdd(ConfigMap map) {
        seen.add("add " + map.getMetadata().getName());
      }

      @Override
      public void onUpdate(ConfigMap before, ConfigMap after) {
        seen.add("update " + after.getMetadata().getName());
      }

      @Override
      public void onDelete(ConfigMap map, boolean unknown) {
        seen.add("delete " + map.getMetadata().getName());
      }
    };
  }

  @Test
  void aWatchFromAVersionGivesOnlyNewerEvents() {
    cluster.client().resource(map("older", "since", "a")).create();
    String version =
        cluster
            .http()
            .get(path("labelSelector=watched%3Dsince"))
            .text("metadata", "resourceVersion");
    cluster.client().resource(map("newer", "since", "a")).create();
    cluster.client().resource(map("older", "since", "b")).update();
    Answer watched =
        cluster
            .http()
            .get(
                path(
                    "watch=true&labelSelector=watched%3Dsince&timeoutSeconds=1&resourceVersion="
                        + version));
    assertThat(summary(watched.lines())).containsExactly("ADDED newer", "MODIFIED older");
  }

  @Test
  void aWatchWithoutAVersionStartsWithWhatIsThere() {
    cluster.client().resource(map("present", "from-scratch", "a")).create();
    Answer watched =
        cluster
            .http()
            .get(path("watch=true&labelSelector=watched%3Dfrom-scratch&timeoutSeconds=1"));
    assertThat(summary(watched.lines())).containsExactly("ADDED present");
    Answer fromZero =
        cluster
            .http()
            .get(
                path(
                    "watch=true&labelSelector=watched%3Dfrom-scratch&timeoutSeconds=1&resourceVersion=0"));
    assertThat(summary(fromZero.lines())).containsExactly("ADDED present");
  }

  @Test
  void anObjectThatLeavesOrEntersTheSelectionIsDeletedOrAddedToTheWatcher() {
    cluster.client().resource(map("mover", "here", "a")).create();
    String version = cluster.http().get(path("")).text("metadata", "resourceVersion");
    cluster.client().resource(map("mover", "there", "a")).update();
    cluster.client().resource(map("mover", "here", "a")).update();
    Answer watched =
        cluster
            .http()
            .get(
                path(
                    "watch=true&labelSelector=watched%3Dhere&timeoutSeconds=1&resourceVersion="
                        + version));
    assertThat(summary(watched.lines())).containsExactly("DELETED mover", "ADDED mover");
  }

  @Test
  void bookmarksTellTheVersionReachedThoughNothingMatched() {
    String version = cluster.http().get(path("")).text("metadata", "resourceVersion");
    cluster.client().resource(map("unseen", "elsewhere", "a")).create();
    Answer watched =
        cluster
            .http()
            .get(
                path(
                    "watch=true&allowWatchBookmarks=true&labelSelector=watched%3Dnobody&timeoutSeconds=5&resourceVersion="
                        + version));
    assertThat(watched.lines()).allMatch(e -> Trees.text(e, "type").equals("BOOKMARK"));
    // When they come is the server's own business: seconds here, about a minute in a real one.
    if (!cluster.embedded() && watched.lines().isEmpty()) return;
    JsonNode mark = watched.lines().getLast().path("object");
    assertThat(Trees.text(mark, "kind")).isEqualTo("ConfigMap");
    assertThat(Long.parseLong(Trees.text(mark, "metadata", "resourceVersion")))
        .isGreaterThan(Long.parseLong(version));
  }

  @Test
  void aVersionThatIsNotRememberedIsGone() {
    Answer watched = cluster.http().get(path("watch=true&timeoutSeconds=5&resourceVersion=1"));
    JsonNode failure =
        watched.code() == 200 ? watched.lines().getFirst().path("object") : watched.body();
    assumeTrue(
        cluster.embedded() || Trees.has(failure, "code"),
        "a real cluster that is so young that it remembers its first version");
    assertThat(Trees.text(failure, "code")).isEqualTo("410");
    assertThat(Trees.text(failure, "reason")).isIn("Expired", "Gone");
  }

  @Test
  void aDeletionCarriesTheLastStateUnderANewVersion() {
    ConfigMap created = cluster.client().resource(map("short-lived", "deletion", "last")).create();
    String version = created.getMetadata().getResourceVersion();
    cluster.client().resource(created).delete();
    Answer watched =
        cluster
            .http()
            .get(
                path(
                    "watch=true&labelSelector=watched%3Ddeletion&timeoutSeconds=1&resourceVersion="
                        + version));
    assertThat(summary(watched.lines())).containsExactly("DELETED short-lived");
    JsonNode last = watched.lines().getFirst().path("object");
    assertThat(Trees.text(last, "data", "key")).isEqualTo("last");
    assertThat(Long.parseLong(Trees.text(last, "metadata", "resourceVersion")))
        .isGreaterThan(Long.parseLong(version));
  }
}
