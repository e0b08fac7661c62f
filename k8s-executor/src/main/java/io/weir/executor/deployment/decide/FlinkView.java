package io.weir.executor.deployment.decide;

/**
 * What the JobManager answered.
 *
 * @param job our job, by its id
 * @param programs what it says of its programs; asked only when it does not know the job
 */
public record FlinkView(Seen<JobView> job, Programs programs) {
  /** It knows neither our job nor any program. */
  public boolean idle() {
    return job instanceof Seen.Absent && programs == Programs.NONE;
  }
}
