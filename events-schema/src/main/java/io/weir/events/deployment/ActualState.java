package io.weir.events.deployment;

/** What a deployment is (lifecycle.md "Actual state"). */
public enum ActualState {
  /** No job; also the first state. */
  CANCELLED,
  /** The Flink job reported RUNNING. */
  RUNNING,
  /** The job was stopped with a savepoint that is completed. */
  SUSPENDED,
  /** A finite job ended by itself. */
  FINISHED,
  /** A transition could not reach its target; a person or a new template has to act. */
  FAILED,
  /** A transition is under way. */
  TRANSITIONING
}
