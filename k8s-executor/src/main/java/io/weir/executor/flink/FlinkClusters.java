package io.weir.executor.flink;

import java.net.URI;
import java.util.List;
import java.util.UUID;

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

  /** The jobs that go on there: those that have ended, or are being cancelled, are left out. */
  Answer<List<UUID>> running(URI jobManager);
}
