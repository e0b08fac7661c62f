package io.weir.executor.flink;

import java.io.IOException;

/**
 * What Flink wrote to bring jobs back after their JobManager died, and to know that they ended. Of
 * use to nobody once nothing of the cluster is left: checkpoints and savepoints lie elsewhere.
 */
public interface HaStorage {
  /**
   * Whether anything is there that may be removed from here.
   *
   * @param storageDir {@code high-availability.storageDir} of the cluster
   * @param own the last parts of the directory's path if it is this cluster's alone, as Weir makes
   *     them
   * @return false for a directory that does not end so, and for one that checkpoints or savepoints
   *     lie in, too
   */
  boolean holds(String storageDir, String own);

  /**
   * Removes the directory that {@link #holds}, and follows no link.
   *
   * @throws IOException when something is left
   */
  void remove(String storageDir, String own) throws IOException;
}
