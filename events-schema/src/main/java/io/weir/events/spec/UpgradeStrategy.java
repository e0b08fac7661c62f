package io.weir.events.spec;

/**
 * What happens to the running job when the template changes (app-manager-api.md 4.4).
 *
 * @param kind the strategy
 */
public record UpgradeStrategy(Kind kind) {
  /** The closed list of upgrade strategies. */
  public enum Kind {
    /** Stop with a savepoint, then start a new job by the restore strategy. */
    STATEFUL,
    /** Cancel without a savepoint, then start a new job by the restore strategy. */
    STATELESS,
    /** Keep running; the new template applies at the next start. */
    NONE
  }
}
