package io.weir.events.spec;

/**
 * Which state a start begins from (app-manager-api.md 4.5, lifecycle.md "Restore point").
 *
 * @param kind the strategy
 * @param allowNonRestoredState whether Flink may skip state that no operator takes
 */
public record RestoreStrategy(Kind kind, boolean allowNonRestoredState) {
  /** The closed list of restore strategies. */
  public enum Kind {
    /** The newest completed savepoint or retained checkpoint. */
    LATEST_STATE,
    /** The newest completed savepoint. */
    LATEST_SAVEPOINT,
    /** Empty state, by the user's word. */
    NONE
  }
}
