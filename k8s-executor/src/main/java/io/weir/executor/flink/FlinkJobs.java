package io.weir.executor.flink;

import io.weir.events.deployment.SavepointRequested;
import io.weir.executor.deployment.decide.Programs;
import io.weir.executor.deployment.decide.TriggerView;
import io.weir.executor.deployment.decide.VertexScale;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What a JobManager says and does about one job. The id of the job is the one that Flink knows,
 * which on old lines is not the one that Weir gave it.
 */
public interface FlinkJobs {
  /**
   * A job in short.
   *
   * @param status Flink's word
   * @param name its name
   * @param tasksRunning whether every task runs or has finished
   */
  record Summary(String status, String name, boolean tasksRunning) {}

  /**
   * Checkpoints of a job.
   *
   * @param latest the latest completed one that is kept
   * @param restoredFrom what the job restored from
   * @param savepoints the newest savepoints of this life of the JobManager, as many as it remembers
   */
  record Checkpoints(
      Optional<Completed> latest, Optional<String> restoredFrom, List<SavepointRun> savepoints) {
    public Checkpoints {
      savepoints = List.copyOf(savepoints);
    }
  }

  /**
   * A savepoint, whoever asked for it.
   *
   * @param inProgress whether it is being written
   * @param location where it is; only when it is complete
   */
  record SavepointRun(boolean inProgress, Optional<String> location) {}

  /**
   * A completed checkpoint.
   *
   * @param location where it is
   * @param completedAt when it was complete
   */
  record Completed(String location, Instant completedAt) {}

  /** The {@code rest.address} that this JobManager was configured with; empty: with none. */
  Answer<Optional<String>> restAddress(URI jobManager);

  /** The job; {@code NotFound} when this JobManager does not know it. */
  Answer<Summary> job(URI jobManager, UUID jobId);

  /**
   * How far the programs are that this JobManager was started with. {@code NotFound} on versions
   * that cannot tell.
   */
  Answer<Programs> programs(URI jobManager);

  /** The checkpoints of the job. */
  Answer<Checkpoints> checkpoints(URI jobManager, UUID jobId);

  /** The text of the error that ended the job, or that it last restarted for; may be empty. */
  Answer<Optional<String>> failure(URI jobManager, UUID jobId);

  /** How often Flink restarted the job. */
  Answer<Long> restarts(URI jobManager, UUID jobId);

  /** Triggers the savepoint by its own trigger id, which makes a repetition harmless. */
  Answer<Boolean> trigger(URI jobManager, UUID jobId, SavepointRequested savepoint);

  /** What became of the trigger. */
  Answer<TriggerView> trigger(URI jobManager, UUID jobId, UUID triggerId);

  /**
   * The vertices of the job; {@code NotFound} or {@code Refused} when its scheduler has no scale.
   */
  Answer<List<VertexScale>> vertices(URI jobManager, UUID jobId);

  /** Asks for this many subtasks of each vertex, or as many as there are slots for. */
  Answer<Boolean> rescale(URI jobManager, UUID jobId, Map<String, Integer> parallelism);

  /** Asks for cancellation; a job that has ended is cancelled. */
  Answer<Boolean> cancel(URI jobManager, UUID jobId);
}
