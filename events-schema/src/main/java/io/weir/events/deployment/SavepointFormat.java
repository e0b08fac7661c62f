package io.weir.events.deployment;

/** The format that Flink writes. */
public enum SavepointFormat {
  /** Portable between state backends. */
  CANONICAL,
  /** The state backend's own; faster. */
  NATIVE
}
