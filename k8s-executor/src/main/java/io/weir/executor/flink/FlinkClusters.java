package io.weir.executor.flink;

import java.net.URI;

/** What a JobManager says of its cluster, whatever runs on it. */
public interface FlinkClusters {
  /**
   * A cluster in short.
   *
   * @param taskManagers how many have registered
   */
  record Overview(int taskManagers) {}

  /** The cluster that this JobManager leads. */
  Answer<Overview> overview(URI jobManager);
}
