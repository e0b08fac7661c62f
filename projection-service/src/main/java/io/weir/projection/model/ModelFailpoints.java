package io.weir.projection.model;

import java.util.List;

/** The failpoints of writing a batch: after what it loads, and after each table. */
public final class ModelFailpoints {
  public static final String AFTER_LOAD = "projection.after-load";
  public static final String AFTER_DEPLOYMENTS = "projection.after-deployments";
  public static final String AFTER_JOBS = "projection.after-jobs";
  public static final String AFTER_SAVEPOINTS = "projection.after-savepoints";
  public static final String AFTER_TIMELINE = "projection.after-timeline";
  public static final String AFTER_AUDIT = "projection.after-audit";
  public static final String AFTER_PLAIN_KINDS = "projection.after-plain-kinds";

  /** All of them, in order. */
  public static final List<String> ALL =
      List.of(
          AFTER_LOAD,
          AFTER_DEPLOYMENTS,
          AFTER_JOBS,
          AFTER_SAVEPOINTS,
          AFTER_TIMELINE,
          AFTER_AUDIT,
          AFTER_PLAIN_KINDS);

  private ModelFailpoints() {}
}
