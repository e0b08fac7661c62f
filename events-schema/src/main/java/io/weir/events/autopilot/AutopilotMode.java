package io.weir.events.autopilot;

/** How much Weir may do to a deployment by itself. */
public enum AutopilotMode {
  /** Nothing. */
  DISABLED,
  /** Recommend. */
  MONITORING,
  /** Carry out what it recommends. */
  ACTIVE
}
