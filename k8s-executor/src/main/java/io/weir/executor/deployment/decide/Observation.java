package io.weir.executor.deployment.decide;

import io.weir.events.report.RetainedCheckpoint;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Everything that was seen for one job, at one moment.
 *
 * @param at when; the decision's only clock
 * @param cluster what Kubernetes has
 * @param jobManager where the JobManager answers, if a pod of this job has an address
 * @param flink what the JobManager says; absent: there is no JobManager to ask
 * @param triggers Flink's word on each open savepoint; absent: Flink does not know the trigger
 * @param savepointData a complete savepoint in the savepoint's own directory; looked for only when
 *     Flink does not know the trigger
 * @param retained the newest complete checkpoint of the job that outlives it
 * @param result what the JobManager wrote down about the job's end; looked for only when it ran and
 *     nobody shows it
 * @param idleSince since when the JobManager has known neither the job nor any program
 * @param haData the job's own high-availability directory, while there is something in it; looked
 *     for only when its cluster is to go
 * @param silence since when nothing answers, if so
 * @param refusal the last write's refusal, when it would be refused again
 * @param session of a job on a session cluster; {@code cluster} is the session cluster's then
 */
public record Observation(
    Instant at,
    Seen<ClusterView> cluster,
    Optional<URI> jobManager,
    Seen<FlinkView> flink,
    Map<UUID, Seen<TriggerView>> triggers,
    Map<UUID, Seen<TriggerView.Written>> savepointData,
    Seen<RetainedCheckpoint> retained,
    Seen<JobResult> result,
    Optional<Instant> idleSince,
    Optional<String> haData,
    Optional<Silence> silence,
    Optional<WriteFailure> refusal,
    Optional<OnSession> session) {
  public Observation {
    triggers = Map.copyOf(triggers);
    savepointData = Map.copyOf(savepointData);
  }

  /** The job, when Flink answered and knows it. */
  public Optional<JobView> job() {
    return flink.found().flatMap(view -> view.job().found());
  }

  Seen<TriggerView> trigger(UUID savepointId) {
    return triggers.getOrDefault(savepointId, Seen.unknown("Flink was not asked"));
  }

  Seen<TriggerView.Written> dataOf(UUID savepointId) {
    return savepointData.getOrDefault(savepointId, Seen.unknown("the storage was not asked"));
  }

  /** One sentence about what is there, for the message of a failure. */
  String inWords() {
    String kubernetes =
        switch (cluster) {
          case Seen.Present<ClusterView> seen -> inWords(seen.value());
          case Seen.Absent<ClusterView> none -> "no cluster";
          case Seen.Unknown<ClusterView> unknown -> "Kubernetes did not answer: " + unknown.why();
        };
    String job =
        switch (flink) {
          case Seen.Present<FlinkView> seen -> inWords(seen.value());
          case Seen.Absent<FlinkView> none -> "no JobManager to ask";
          case Seen.Unknown<FlinkView> unknown -> "the JobManager did not answer: " + unknown.why();
        };
    return kubernetes + "; " + job;
  }

  private static String inWords(FlinkView view) {
    return switch (view.job()) {
      case Seen.Present<JobView> job ->
          "the job is "
              + job.value().status()
              + (job.value().tasksRunning() ? "" : ", not all tasks run");
      case Seen.Absent<JobView> none -> "Flink does not know the job";
      case Seen.Unknown<JobView> unknown -> "the job is unknown: " + unknown.why();
    };
  }

  static String inWords(ClusterView view) {
    StringBuilder text = new StringBuilder();
    for (PodView pod : view.pods()) {
      text.append(text.isEmpty() ? "" : ", ")
          .append(pod.ref().name())
          .append(' ')
          .append(pod.phase());
      pod.message().ifPresent(message -> text.append(" (").append(message).append(')'));
      for (ContainerView container : pod.containers())
        container
            .waiting()
            .ifPresent(
                waiting ->
                    text.append(" (")
                        .append(container.name())
                        .append(" waits: ")
                        .append(waiting.reason())
                        .append(waiting.message().isEmpty() ? "" : ", " + waiting.message())
                        .append(')'));
    }
    if (text.isEmpty()) text.append(view.objects().size()).append(" objects and no pods");
    if (!view.complaints().isEmpty())
      text.append("; Kubernetes warned: ").append(Complaint.inWords(view.complaints()));
    return text.toString();
  }
}
