package io.weir.executor.deployment.decide;

import java.util.List;
import java.util.Optional;

/**
 * The job as Flink shows it.
 *
 * @param status its status
 * @param name its name
 * @param tasksRunning whether every task runs (or has finished)
 * @param restarts how often Flink restarted it
 * @param restoredFrom where it restored from
 * @param failure the text of the error that ended it (or last restarted it): a stack trace
 * @param vertices its vertices; asked for only while it is to take another scale, else empty
 */
public record JobView(
    JobStatus status,
    String name,
    boolean tasksRunning,
    long restarts,
    Optional<String> restoredFrom,
    Optional<String> failure,
    List<VertexScale> vertices) {
  public JobView {
    vertices = List.copyOf(vertices);
  }

  /** Of a job that is not to take another scale. */
  public JobView(
      JobStatus status,
      String name,
      boolean tasksRunning,
      long restarts,
      Optional<String> restoredFrom,
      Optional<String> failure) {
    this(status, name, tasksRunning, restarts, restoredFrom, failure, List.of());
  }

  /** The name that Flink gives to the job it makes up when main() throws. */
  public static final String APPLICATION_DRIVER = "(application driver)";
}
