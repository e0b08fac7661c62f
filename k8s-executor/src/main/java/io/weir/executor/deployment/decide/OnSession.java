package io.weir.executor.deployment.decide;

import java.util.List;
import java.util.Optional;

/**
 * What was seen for a job on a session cluster, beside what is seen for every job.
 *
 * @param place the start that it was placed on, as the log shows it
 * @param submission how far it is with handing over the program; absent: this process has not begun
 * @param jars Flink's ids of the programs that were uploaded for this job; looked at only where a
 *     decision can need it
 */
public record OnSession(
    SessionPlace place, Optional<SubmissionView> submission, Seen<List<String>> jars) {
  /** Whether this process may still be handing over the program. */
  boolean submitting() {
    return submission.filter(SubmissionView.UnderWay.class::isInstance).isPresent();
  }
}
