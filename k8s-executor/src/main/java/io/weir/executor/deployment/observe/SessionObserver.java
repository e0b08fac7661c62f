package io.weir.executor.deployment.observe;

import io.weir.executor.deployment.decide.ClusterView;
import io.weir.executor.deployment.decide.Seen;
import io.weir.executor.deployment.decide.SessionIntent;
import io.weir.executor.deployment.decide.SessionObservation;
import io.weir.executor.deployment.decide.SessionView;
import io.weir.executor.deployment.decide.WriteFailure;
import io.weir.executor.deployment.render.RenderSettings;
import io.weir.executor.flink.Answer;
import io.weir.executor.flink.FlinkClusters;
import io.weir.executor.kube.KubernetesObjects;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;

/** Gathers everything that a decision about a session cluster can need. */
public final class SessionObserver {
  private final ClusterObserver cluster;
  private final FlinkClusters flink;
  private final JobManagerAddress address;
  private final InstantSource clock;

  public SessionObserver(
      KubernetesObjects kubernetes,
      FlinkClusters flink,
      RenderSettings settings,
      JobManagerAddress address,
      InstantSource clock) {
    this.cluster = new ClusterObserver(kubernetes, settings);
    this.flink = flink;
    this.address = address;
    this.clock = clock;
  }

  /**
   * Looks at everything about an incarnation.
   *
   * @param live whether the API server itself is asked, and not the cache
   * @param refusal the last write's refusal, passed on
   */
  public SessionObservation look(
      SessionIntent session, boolean live, Optional<WriteFailure> refusal) {
    Seen<ClusterView> objects = cluster.look(session, live || session.going());
    Seen<SessionView> answer =
        switch (objects) {
          case Seen.Unknown<ClusterView> unknown -> Seen.unknown("Kubernetes did not answer");
          case Seen.Absent<ClusterView> none -> Seen.absent();
          case Seen.Present<ClusterView> view ->
              session.going()
                  ? Seen.absent()
                  : address.of(session, view.value()).map(this::ask).orElseGet(Seen::absent);
        };
    return new SessionObservation(clock.instant(), objects, answer, refusal);
  }

  private Seen<SessionView> ask(URI jobManager) {
    return switch (flink.overview(jobManager)) {
      case Answer.Given<FlinkClusters.Overview> given ->
          Seen.present(new SessionView(given.value().taskManagers()));
      case Answer.NotFound<FlinkClusters.Overview> none ->
          Seen.unknown("404: no JobManager of a cluster");
      case Answer.Refused<FlinkClusters.Overview> refused ->
          Seen.unknown(refused.status() + " " + refused.message());
      case Answer.Unavailable<FlinkClusters.Overview> unavailable ->
          Seen.unknown(unavailable.why());
    };
  }
}
