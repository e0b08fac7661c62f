package io.weir.projection.api;

import io.weir.appmanager.FailureStatus;
import io.weir.appmanager.JobResource;
import io.weir.events.deployment.JobRequested;
import io.weir.events.deployment.JobSession;
import io.weir.events.deployment.JobSpec;
import io.weir.events.deployment.RestorePoint;
import io.weir.projection.jobs.JobView;
import java.time.Duration;
import java.util.Map;

/** A job as clients see it (app-manager-api.md 2.6). Pure. */
final class JobResources {
  private JobResources() {}

  static JobResource of(JobView view) {
    return JobResource.of(metadata(view), spec(view.request()), status(view));
  }

  private static JobResource.Metadata metadata(JobView view) {
    return new JobResource.Metadata(
        view.id(),
        view.namespace(),
        view.deploymentId(),
        view.deploymentName(),
        view.request().session().map(JobSession::name),
        view.createdAt(),
        view.modifiedAt(),
        view.progress().terminatedAt(),
        Map.of(),
        view.resourceVersion());
  }

  private static JobResource.Spec spec(JobRequested request) {
    JobSpec spec = request.spec();
    return new JobResource.Spec(
        request.restore().allowNonRestoredState(),
        spec.artifact(),
        new JobResource.Target(
            new JobResource.KubernetesPlace(request.target().kubernetesNamespace())),
        spec.flinkConfiguration(),
        spec.userFlinkConfiguration(),
        spec.kubernetes(),
        spec.logging(),
        spec.numberOfTaskManagers(),
        spec.parallelism(),
        spec.resources(),
        request.restore().chosen().map(RestorePoint::location),
        request.restore(),
        request.attempt());
  }

  private static JobResource.Status status(JobView view) {
    JobView.Progress progress = view.progress();
    return new JobResource.Status(
        JobResource.State.valueOf(progress.state().name()),
        progress.failure().map(FailureStatus::of),
        progress
            .startedAt()
            .map(
                at ->
                    new JobResource.Started(
                        at,
                        view.id().toString().replace("-", ""),
                        view.modifiedAt(),
                        progress.flinkStatus(),
                        progress.restarts(),
                        progress.restoredFrom(),
                        progress
                            .replaced()
                            .map(
                                other ->
                                    new JobResource.Replaced(
                                        other.jobId(),
                                        other.downSince(),
                                        Math.max(
                                            0,
                                            Duration.between(other.downSince(), at)
                                                .toMillis()))))));
  }
}
