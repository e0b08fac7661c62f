import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.kubernetes.configuration.KubernetesLeaderElectionConfiguration;
import org.apache.flink.kubernetes.kubeclient.FlinkKubeClient;
import org.apache.flink.kubernetes.kubeclient.FlinkKubeClientFactory;
import org.apache.flink.kubernetes.kubeclient.resources.KubernetesConfigMap;
import org.apache.flink.kubernetes.kubeclient.resources.KubernetesLeaderElector;

/**
 * Flink's own Kubernetes client, used as its high availability uses it. Run from source on Flink's
 * jars: they bring another version of the client that this module's tests use.
 */
public final class FlinkLeaderElection {
  private static final String MAP = "ha-cluster-config-map";
  private static final int UPDATES = 10;

  private FlinkLeaderElection() {}

  public static void main(String[] arguments) throws Exception {
    Configuration configuration = new Configuration();
    configuration.setString("kubernetes.cluster-id", "ha");
    configuration.setString("kubernetes.namespace", "default");
    configuration.setString("high-availability.kubernetes.leader-election.lease-duration", "5 s");
    configuration.setString("high-availability.kubernetes.leader-election.renew-deadline", "3 s");
    configuration.setString("high-availability.kubernetes.leader-election.retry-period", "300 ms");
    FlinkKubeClient one =
        FlinkKubeClientFactory.getInstance().fromConfiguration(configuration, "one");
    FlinkKubeClient two =
        FlinkKubeClientFactory.getInstance().fromConfiguration(configuration, "two");
    ExecutorService executor = Executors.newCachedThreadPool();
    CountDownLatch lastSeen = new CountDownLatch(1);
    one.createConfigMapSharedWatcher(MAP).watch(MAP, new Watcher(lastSeen), executor);

    CompletableFuture<Void> oneLeads = new CompletableFuture<>();
    KubernetesLeaderElector first =
        one.createLeaderElector(
            new KubernetesLeaderElectionConfiguration(MAP, "one", configuration),
            new Callback(oneLeads));
    first.run();
    oneLeads.get(30, TimeUnit.SECONDS);
    System.out.println("one leads");

    CompletableFuture<Void> twoLeads = new CompletableFuture<>();
    two.createLeaderElector(
            new KubernetesLeaderElectionConfiguration(MAP, "two", configuration),
            new Callback(twoLeads))
        .run();
    for (int i = 1; i <= UPDATES; i++) {
      String checkpoint = "checkpoint-" + i;
      boolean done =
          one.checkAndUpdateConfigMap(
                  MAP,
                  map -> {
                    map.getData().put("checkpoint", checkpoint);
                    return Optional.of(map);
                  })
              .get(30, TimeUnit.SECONDS);
      if (!done || twoLeads.isDone()) {
        throw new IllegalStateException(
            "Expected the leader to write " + checkpoint + ", but it could not");
      }
    }
    if (!lastSeen.await(30, TimeUnit.SECONDS)) {
      throw new IllegalStateException(
          "Expected the watch to show the last checkpoint, but it did not");
    }
    System.out.println("watched to the last checkpoint");
    first.stop();
    twoLeads.get(60, TimeUnit.SECONDS);
    System.out.println("two leads");
    System.exit(0);
  }

  private static final class Callback extends KubernetesLeaderElector.LeaderCallbackHandler {
    private final CompletableFuture<Void> leads;

    Callback(CompletableFuture<Void> leads) {
      this.leads = leads;
    }

    @Override
    public void isLeader() {
      leads.complete(null);
    }

    @Override
    public void notLeader() {}
  }

  private record Watcher(CountDownLatch lastSeen)
      implements FlinkKubeClient.WatchCallbackHandler<KubernetesConfigMap> {
    @Override
    public void onAdded(List<KubernetesConfigMap> maps) {
      onModified(maps);
    }

    @Override
    public void onModified(List<KubernetesConfigMap> maps) {
      if (maps.stream()
          .anyMatch(map -> ("checkpoint-" + UPDATES).equals(map.getData().get("checkpoint")))) {
        lastSeen.countDown();
      }
    }

    @Override
    public void onDeleted(List<KubernetesConfigMap> maps) {}

    @Override
    public void onError(List<KubernetesConfigMap> maps) {}

    @Override
    public void handleError(Throwable failure) {
      failure.printStackTrace();
    }
  }
}
