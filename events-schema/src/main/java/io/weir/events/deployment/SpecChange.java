package io.weir.events.deployment;

/** What an edit changed; an edit may change several things, or none. */
public enum SpecChange {
  /** Labels, annotations or the display name. */
  METADATA,
  /** The desired state. */
  WISH,
  /** Strategies, attempt limits, savepoint policy: nothing that moves a running job. */
  STRATEGY,
  /** The template, the target or the mode: a running job is upgraded. */
  TEMPLATE
}
