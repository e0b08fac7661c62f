package io.weir.executor.runtime;

/** Which work goes first. */
public enum Lane {
  /** Somebody wished for something. */
  WISH,
  /** Looking again, and changes outside. */
  ROUTINE
}
