package io.weir.executor.flink;

import io.weir.executor.deployment.decide.Seen;
import java.time.Instant;
import java.util.Optional;

/** What lies where Flink writes its state: to find what an answer was lost for. */
public interface SavepointStorage {
  /**
   * Complete state.
   *
   * @param location its directory, as a URI
   * @param completedAt when its metadata was written, which is last
   * @param sizeBytes all of its own files
   */
  record State(String location, Instant completedAt, Optional<Long> sizeBytes) {}

  /**
   * The newest complete state at or directly below a directory.
   *
   * @return unknown where this storage cannot be read from here
   */
  Seen<State> newest(String directory);

  /**
   * What Flink has begun to write directly below the directory of one savepoint, complete or not.
   *
   * @return a name; unknown where this storage cannot be read from here
   */
  Seen<String> begun(String directory);
}
