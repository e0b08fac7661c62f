package io.weir.executor.deployment.decide;

import java.util.Optional;

/** What Flink says of a savepoint trigger. */
public sealed interface TriggerView {
  /** Under way. */
  record Pending() implements TriggerView {}

  /**
   * Complete.
   *
   * @param location where it is
   * @param sizeBytes its size, when the storage could tell
   */
  record Written(String location, Optional<Long> sizeBytes) implements TriggerView {}

  /**
   * Failed.
   *
   * @param cause Flink's stack trace
   */
  record Failed(String cause) implements TriggerView {}
}
