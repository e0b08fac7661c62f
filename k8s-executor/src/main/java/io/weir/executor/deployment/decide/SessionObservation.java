package io.weir.executor.deployment.decide;

import java.time.Instant;
import java.util.Optional;

/**
 * Everything that a decision about a session cluster can need, seen before it is made.
 *
 * @param at when
 * @param cluster Kubernetes' objects
 * @param flink what the JobManager says; absent: there is none to ask
 * @param silence since when it does not answer, although it is up and has to
 * @param haData where Flink's high-availability data lies that goes with the cluster; looked for
 *     when nothing else is left
 * @param refusal the last write's refusal, if nothing was recorded since
 */
public record SessionObservation(
    Instant at,
    Seen<ClusterView> cluster,
    Seen<SessionView> flink,
    Optional<Silence> silence,
    Optional<String> haData,
    Optional<WriteFailure> refusal) {
  /** One sentence about what is there, for the message of a failure. */
  String inWords() {
    String kubernetes =
        switch (cluster) {
          case Seen.Present<ClusterView> seen -> Observation.inWords(seen.value());
          case Seen.Absent<ClusterView> none -> "no cluster";
          case Seen.Unknown<ClusterView> unknown -> "Kubernetes did not answer: " + unknown.why();
        };
    String answer =
        switch (flink) {
          case Seen.Present<SessionView> seen -> seen.value().taskManagers() + " TaskManagers";
          case Seen.Absent<SessionView> none -> "no JobManager to ask";
          case Seen.Unknown<SessionView> unknown ->
              "the JobManager did not answer: " + unknown.why();
        };
    return kubernetes + "; " + answer;
  }
}
