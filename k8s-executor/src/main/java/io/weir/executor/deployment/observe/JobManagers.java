package io.weir.executor.deployment.observe;

import io.weir.events.deployment.JobSession;
import io.weir.executor.deployment.decide.ClusterIntent;
import io.weir.executor.deployment.decide.ClusterView;
import io.weir.executor.deployment.decide.JobIntent;
import io.weir.executor.deployment.decide.Seen;
import io.weir.executor.deployment.decide.SessionPlace;
import io.weir.executor.deployment.render.RenderSettings;
import io.weir.executor.kube.KubernetesObjects;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;

/** Where the JobManager that has a job listens now: of its own cluster, or of its session's. */
public final class JobManagers {
  private final ClusterObserver cluster;
  private final JobManagerAddress address;
  private final Function<JobSession, SessionPlace> places;

  /**
   * @param places what the log says of where a job was placed
   */
  public JobManagers(
      KubernetesObjects kubernetes,
      RenderSettings settings,
      JobManagerAddress address,
      Function<JobSession, SessionPlace> places) {
    this.cluster = new ClusterObserver(kubernetes, settings);
    this.address = address;
    this.places = places;
  }

  /** Absent when there is none that lives; unknown when Kubernetes did not answer. */
  public Seen<URI> of(JobIntent job) {
    Optional<ClusterIntent> of =
        job.session().isEmpty()
            ? Optional.of(job)
            : places.apply(job.session().get()) instanceof SessionPlace.Up up
                ? Optional.of(up.session())
                : Optional.empty();
    return of.map(this::jobManager).orElseGet(Seen::absent);
  }

  private Seen<URI> jobManager(ClusterIntent of) {
    return switch (cluster.look(of, false)) {
      case Seen.Present<ClusterView> view ->
          address.of(of, view.value()).map(Seen::present).orElseGet(Seen::absent);
      case Seen.Absent<ClusterView> none -> Seen.absent();
      case Seen.Unknown<ClusterView> unknown -> Seen.unknown(unknown.why());
    };
  }
}
