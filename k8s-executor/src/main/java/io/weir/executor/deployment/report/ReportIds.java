package io.weir.executor.deployment.report;

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
import io.weir.events.wire.ReportType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** The id of a report: a hash of the intent that it answers and of what makes the fact one fact. */
final class ReportIds {
  private ReportIds() {}

  /**
   * The same for every repetition of a fact, another for the next fact of its kind.
   *
   * @param intent the event that the report answers: attempts differ by it
   */
  static UUID of(TransitionReport report, UUID intent) {
    String text =
        String.join(
            "|",
            report.aggregateId().toString(),
            report.subjectId().toString(),
            ReportType.of(report).wireName(),
            intent.toString(),
            distinction(report));
    ByteBuffer hash = ByteBuffer.wrap(sha256(text));
    // Version 8: an id of one's own making (RFC 9562).
    long high = (hash.getLong() & ~0xF000L) | 0x8000L;
    long low = (hash.getLong() & ~(0b11L << 62)) | (0b10L << 62);
    return new UUID(high, low);
  }

  private static String distinction(TransitionReport report) {
    return switch (report) {
      case ClusterApplied fact -> "";
      case ClusterReady fact -> "";
      case JobAppeared fact -> "";
      case JobRunning fact -> "";
      case StartFailed fact -> "";
      case JobEnded fact -> "";
      case StopFailed fact -> "";
      case ClusterGone fact -> "";
      case TeardownIncomplete fact -> "";
      case SavepointAccepted fact -> fact.savepointId().toString();
      case SavepointWritten fact -> fact.savepointId().toString();
      case SavepointUnsuccessful fact -> fact.savepointId().toString();
      case RestartsCounted fact -> Long.toString(fact.restarts());
      case RescaleApplied fact -> "";
      case RescaleUnsuccessful fact -> "";
      case ClusterLost fact -> fact.since().toString();
      case ClusterFound fact -> "";
      case SavepointRemovalBegan fact -> "";
      case SavepointRemoved fact -> "";
      case SavepointNotRemoved fact -> "";
      case ForeignChangePutBack fact -> fact.resource() + "|" + fact.detail();
      case SessionUp fact -> fact.incarnation() + "|" + fact.numberOfTaskManagers();
      case SessionStartFailed fact -> Long.toString(fact.incarnation());
      case SessionScaleFailed fact -> fact.incarnation() + "|" + fact.numberOfTaskManagers();
      case SessionGone fact -> Long.toString(fact.incarnation());
      case SessionRemovalIncomplete fact -> fact.incarnation() + "|" + fact.attempt();
      case SessionForeignChangePutBack fact ->
          fact.incarnation() + "|" + fact.resource() + "|" + fact.detail();
      case SessionLost fact -> fact.incarnation() + "|" + fact.since();
      case SessionFound fact -> Long.toString(fact.incarnation());
    };
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Expected every Java to have SHA-256, but " + e, e);
    }
  }
}
