package io.weir.cluster.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfigBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.ConfigMapLock;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.Lock;
import io.weir.cluster.contract.RawHttp.Answer;
import io.weir.cluster.json.Trees;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What Flink's Kubernetes HA and our executor lean on: one leader at a time, and a config map
 * watched by name.
 */
@ExtendWith(Cluster.class)
class LeaderElectionContractTest {
  private final Cluster.Opened cluster;

  LeaderElectionContractTest(Cluster.Opened cluster) {
    this.cluster = cluster;
  }

  private CompletableFuture<?> candidate(String name, Lock lock, List<String> seen) {
    return cluster
        .client()
        .leaderElector()
        .withConfig(
            new LeaderElectionConfigBuilder()
                .withName(name)
                .withLock(lock)
                .withReleaseOnCancel(true)
                .withLeaseDuration(Duration.ofSeconds(5))
                .withRenewDeadline(Duration.ofSeconds(3))
                .withRetryPeriod(Duration.ofMillis(200))
                .withLeaderCallbacks(
                    new LeaderCallbacks(
                        () -> seen.add(name + " leads"),
                        () -> seen.add(name + " stops"),
                        leader -> {}))
                .build())
        .build()
        .start();
  }

  private void oneLeadsUntilItGivesUp(Lock ofOne, Lock ofTwo) {
    List<String> seen = new CopyOnWriteArrayList<>();
    CompletableFuture<?> one = candidate("one", ofOne, seen);
    await("the first candidate to lead")
        .atMost(Duration.ofSeconds(20))
        .until(() -> seen.contains("one leads"));
    CompletableFuture<?> two = candidate("two", ofTwo, seen);
    assertThat(seen).containsExactly("one leads");
    one.cancel(true);
    await("the second candidate to take over")
        .atMost(Duration.ofSeconds(20))
        .until(() -> seen.contains("two leads"));
    assertThat(seen).startsWith("one leads", "one stops");
    two.cancel(true);
  }

  @Test
  void aLeaseElectsOneLeader() {
    oneLeadsUntilItGivesUp(
        new LeaseLock(cluster.namespace(), "elected", "one"),
        new LeaseLock(cluster.namespace(), "elected", "two"));
  }

  @Test
  void aConfigMapElectsOneLeader() {
    oneLeadsUntilItGivesUp(
        new ConfigMapLock(cluster.namespace(), "elected", "one"),
        new ConfigMapLock(cluster.namespace(), "elected", "two"));
  }

  @Test
  void aConfigMapIsListedAndWatchedByItsName() {
    String maps = "/api/v1/namespaces/" + cluster.namespace() + "/configmaps";
    cluster.http().post(maps, Samples.configMap("cluster-config-map", "{}"));
    cluster.http().post(maps, Samples.configMap("cluster-config-map-2", "{}"));
    String selected = maps + "?fieldSelector=metadata.name%3Dcluster-config-map&resourceVersion=";
    Answer list = cluster.http().get(selected + "0");
    assertThat(list.body().path("items")).hasSize(1);
    String version = list.text("metadata", "resourceVersion");
    cluster
        .http()
        .patch(
            maps + "/cluster-config-map",
            RawHttp.MERGE_PATCH,
            "{\"metadata\":{\"annotations\":{\"control-plane.alpha.kubernetes.io/leader\":\"{\\\"holderIdentity\\\":\\\"a\\\"}\"}}}");
    cluster
        .http()
        .patch(maps + "/cluster-config-map-2", RawHttp.MERGE_PATCH, "{\"data\":{\"a\":\"1\"}}");
    Answer watched =
        cluster
            .http()
            .get(selected + version + "&allowWatchBookmarks=true&timeoutSeconds=1&watch=true");
    assertThat(watched.lines().stream().filter(e -> !Trees.text(e, "type").equals("BOOKMARK")))
        .hasSize(1)
        .allSatisfy(
            e ->
                assertThat(
                        Trees.text(
                            e,
                            "object",
                            "metadata",
                            "annotations",
                            "control-plane.alpha.kubernetes.io/leader"))
                    .contains("holderIdentity"));
  }
}
