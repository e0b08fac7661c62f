package io.weir.events.deployment;

/** From which state a deployment goes on when its template is taken back. */
public enum RollbackRestore {
  /** As any upgrade or start does: nothing that is there now is given up. */
  LATEST,
  /**
   * The newest savepoint or retained checkpoint that is left of that job, else the one that it
   * began from. What later jobs did is left behind.
   */
  OF_JOB,
  /** Empty, by explicit word. */
  NONE
}
