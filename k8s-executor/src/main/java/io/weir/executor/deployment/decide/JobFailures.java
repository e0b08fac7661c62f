package io.weir.executor.deployment.decide;

import io.weir.events.deployment.Failure;
import io.weir.events.deployment.FailureReason;
import java.time.Instant;

/** Explains a job that Flink shows as FAILED. */
final class JobFailures {
  private JobFailures() {}

  static Failure of(JobView job, Instant at) {
    boolean main = job.name().equals(JobView.APPLICATION_DRIVER);
    return Causes.read(
        main ? FailureReason.MAIN_FAILED : FailureReason.JOB_FAILED,
        main ? "The program's main method failed" : "Flink reports the job as FAILED",
        job.failure(),
        at);
  }
}
