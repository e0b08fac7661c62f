package io.weir.appmanager;

/**
 * What a body may cost at most. The numbers leave room for the largest deployments known and keep a
 * hostile body cheap.
 */
public final class BodyLimits {
  /** Bytes of a body: 1 MiB. */
  public static final int BYTES = 1024 * 1024;

  /** Nested objects and arrays. */
  public static final int DEPTH = 50;

  /** YAML aliases in one body. */
  public static final int ALIASES = 20;

  /** Characters and nodes of a YAML body after its aliases are written out. */
  public static final int EXPANDED_SIZE = 1024 * 1024;

  /** Digits of a number, before or after the decimal point, once it is written out. */
  public static final int NUMBER_DIGITS = 64;

  private BodyLimits() {}
}
