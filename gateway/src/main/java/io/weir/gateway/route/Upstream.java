package io.weir.gateway.route;

/** The services behind the gateway. */
public enum Upstream {
  /** Takes commands. */
  COMMAND,
  /** Answers queries. */
  PROJECTION,
  /** Reaches the clusters of Flink. */
  EXECUTOR
}
