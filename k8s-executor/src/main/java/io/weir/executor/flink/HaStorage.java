package io.weir.executor.flink;

import java.io.IOException;
import java.util.UUID;

/**
 * What Flink wrote to bring a job back after its JobManager died, and to know that it ended. Of use
 * to nobody once nothing of the job's cluster is left: checkpoints and savepoints lie elsewhere.
 */
public interface HaStorage {
  /**
   * Whether anything is there that may be removed from here.
   *
   * @param storageDir {@code high-availability.storageDir} of the job's own cluster
   * @return false for a directory that is not the job's alone, since its last part is not the job's
   *     id, and for one that checkpoints or savepoints lie in, too
   */
  boolean holds(String storageDir, UUID jobId);

  /**
   * Removes the directory that {@link #holds}, and follows no link.
   *
   * @throws IOException when something is left
   */
  void remove(String storageDir, UUID jobId) throws IOException;
}
