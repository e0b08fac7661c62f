package io.weir.events.wire;

import io.weir.events.report.ClusterApplied;
import io.weir.events.report.ClusterFound;
import io.weir.events.report.ClusterGone;
import io.weir.events.report.ClusterLost;
import io.weir.events.report.ClusterReady;
import io.weir.events.report.ForeignChangePutBack;
import io.weir.events.report.JobAppeared;
import io.weir.events.report.JobEnded;
import io.weir.events.report.JobRunning;
import io.weir.events.report.RescaleApplied;
import io.weir.events.report.RescaleUnsuccessful;
import io.weir.events.report.RestartsCounted;
import io.weir.events.report.SavepointAccepted;
import io.weir.events.report.SavepointNotRemoved;
import io.weir.events.report.SavepointRemovalBegan;
import io.weir.events.report.SavepointRemoved;
import io.weir.events.report.SavepointUnsuccessful;
import io.weir.events.report.SavepointWritten;
import io.weir.events.report.SessionForeignChangePutBack;
import io.weir.events.report.SessionFound;
import io.weir.events.report.SessionGone;
import io.weir.events.report.SessionLost;
import io.weir.events.report.SessionRemovalIncomplete;
import io.weir.events.report.SessionScaleFailed;
import io.weir.events.report.SessionStartFailed;
import io.weir.events.report.SessionUp;
import io.weir.events.report.StartFailed;
import io.weir.events.report.StopFailed;
import io.weir.events.report.TeardownIncomplete;
import io.weir.events.report.TransitionReport;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The wire table of transition reports: stable name and current revision of each record. */
public enum ReportType implements WireType<TransitionReport> {
  CLUSTER_APPLIED("report.cluster-applied", "1", ClusterApplied.class),
  CLUSTER_READY("report.cluster-ready", "1", ClusterReady.class),
  JOB_APPEARED("report.job-appeared", "1", JobAppeared.class),
  JOB_RUNNING("report.job-running", "1", JobRunning.class),
  START_FAILED("report.start-failed", "1", StartFailed.class),
  JOB_ENDED("report.job-ended", "1", JobEnded.class),
  STOP_FAILED("report.stop-failed", "1", StopFailed.class),
  CLUSTER_GONE("report.cluster-gone", "1", ClusterGone.class),
  TEARDOWN_INCOMPLETE("report.teardown-incomplete", "1", TeardownIncomplete.class),
  SAVEPOINT_ACCEPTED("report.savepoint-accepted", "1", SavepointAccepted.class),
  SAVEPOINT_WRITTEN("report.savepoint-written", "1", SavepointWritten.class),
  SAVEPOINT_UNSUCCESSFUL("report.savepoint-unsuccessful", "1", SavepointUnsuccessful.class),
  RESTARTS_COUNTED("report.restarts-counted", "1", RestartsCounted.class),
  RESCALE_APPLIED("report.rescale-applied", "1", RescaleApplied.class),
  RESCALE_UNSUCCESSFUL("report.rescale-unsuccessful", "1", RescaleUnsuccessful.class),
  CLUSTER_LOST("report.cluster-lost", "1", ClusterLost.class),
  CLUSTER_FOUND("report.cluster-found", "1", ClusterFound.class),
  FOREIGN_CHANGE_PUT_BACK("report.foreign-change-put-back", "1", ForeignChangePutBack.class),
  SAVEPOINT_REMOVAL_BEGAN("report.savepoint-removal-began", "1", SavepointRemovalBegan.class),
  SAVEPOINT_REMOVED("report.savepoint-removed", "1", SavepointRemoved.class),
  SAVEPOINT_NOT_REMOVED("report.savepoint-not-removed", "1", SavepointNotRemoved.class),
  SESSION_UP("report.session-up", "1", SessionUp.class),
  SESSION_START_FAILED("report.session-start-failed", "1", SessionStartFailed.class),
  SESSION_SCALE_FAILED("report.session-scale-failed", "1", SessionScaleFailed.class),
  SESSION_GONE("report.session-gone", "1", SessionGone.class),
  SESSION_REMOVAL_INCOMPLETE(
      "report.session-removal-incomplete", "1", SessionRemovalIncomplete.class),
  SESSION_FOREIGN_CHANGE_PUT_BACK(
      "report.session-foreign-change-put-back", "1", SessionForeignChangePutBack.class),
  SESSION_LOST("report.session-lost", "1", SessionLost.class),
  SESSION_FOUND("report.session-found", "1", SessionFound.class);

  private static final Map<Class<?>, ReportType> BY_CLASS =
      Arrays.stream(values()).collect(Collectors.toMap(ReportType::javaType, Function.identity()));
  private static final Map<String, ReportType> BY_NAME =
      Arrays.stream(values()).collect(Collectors.toMap(ReportType::wireName, Function.identity()));

  private final String wireName;
  private final String revision;
  private final Class<? extends TransitionReport> javaType;

  ReportType(String wireName, String revision, Class<? extends TransitionReport> javaType) {
    this.wireName = wireName;
    this.revision = revision;
    this.javaType = javaType;
  }

  @Override
  public String wireName() {
    return wireName;
  }

  @Override
  public String revision() {
    return revision;
  }

  @Override
  public Class<? extends TransitionReport> javaType() {
    return javaType;
  }

  /** The type of a record. */
  public static ReportType of(TransitionReport value) {
    return BY_CLASS.get(value.getClass());
  }

  /** The type with this wire name, if this version knows it. */
  public static Optional<ReportType> named(String wireName) {
    return Optional.ofNullable(BY_NAME.get(wireName));
  }
}
