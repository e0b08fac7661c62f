package io.weir.executor.deployment.observe;

import io.weir.executor.deployment.decide.ClusterIntent;
import io.weir.executor.deployment.decide.ClusterView;
import io.weir.executor.deployment.decide.PodView;
import java.net.URI;
import java.util.Optional;

/** How the executor reaches a JobManager's REST port. */
public enum JobManagerAddress {
  /** The pod's own address: needs no DNS of the cluster and cannot be another job's service. */
  POD_IP,
  /** The service's name: for an executor that may reach services only. */
  SERVICE;

  private static final int REST = 8081;

  /** The address, when there is a living JobManager pod to ask. */
  Optional<URI> of(ClusterIntent cluster, ClusterView view) {
    Optional<PodView> pod =
        view.jobManagerPod().filter(PodView::alive).filter(p -> !p.terminating());
    return switch (this) {
      case POD_IP ->
          pod.flatMap(PodView::ip).map(ip -> http(ip.contains(":") ? "[" + ip + "]" : ip));
      case SERVICE ->
          pod.flatMap(PodView::ip)
              .map(ip -> http(cluster.clusterName() + "." + cluster.kubernetesNamespace()));
    };
  }

  private static URI http(String host) {
    return URI.create("http://" + host + ":" + REST);
  }
}
