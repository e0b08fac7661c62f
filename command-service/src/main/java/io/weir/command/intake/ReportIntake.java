package io.weir.command.intake;

import io.micrometer.core.instrument.MeterRegistry;
import io.weir.command.deployment.AcceptReport;
import io.weir.command.deployment.CommandContext;
import io.weir.command.deployment.Moment;
import io.weir.command.deployment.PlatformSettings;
import io.weir.command.deployment.Recorded;
import io.weir.command.deployment.SessionClusters;
import io.weir.command.gate.DeploymentBus;
import io.weir.command.gate.DeploymentCommands;
import io.weir.command.gate.SessionReports;
import io.weir.command.store.StoreTransactions;
import io.weir.command.store.StoreUnavailableException;
import io.weir.eventlog.Failpoint;
import io.weir.eventlog.LogRecord;
import io.weir.eventlog.reader.BatchHandler;
import io.weir.eventlog.reader.Delivered;
import io.weir.eventlog.reader.PoisonRecordException;
import io.weir.eventlog.reader.ReaderListener;
import io.weir.events.report.ClusterGone;
import io.weir.events.report.DeploymentReport;
import io.weir.events.report.SessionReport;
import io.weir.events.wire.Actor;
import io.weir.events.wire.CloudEventHeaders;
import io.weir.events.wire.ReportCodec;
import io.weir.events.wire.SentReport;
import io.weir.events.wire.UndecodableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.DoubleSupplier;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the aggregate decide on each report, in the reader's transaction: events and position are
 * committed together, so a report is accepted once although it is delivered at least once.
 */
public final class ReportIntake implements BatchHandler<SentReport>, ReaderListener<SentReport> {
  private static final Logger LOG = LoggerFactory.getLogger(ReportIntake.class);

  private final DeploymentBus bus;
  private final DeploymentCommands deployments;
  private final SessionReports sessions;
  private final StoreTransactions transactions;
  private final PlatformSettings settings;
  private final SessionClusters sessionClusters;
  private final InstantSource clock;
  private final DoubleSupplier jitter;
  private final MeterRegistry metrics;

  public ReportIntake(
      DeploymentBus bus,
      DeploymentCommands deployments,
      SessionReports sessions,
      StoreTransactions transactions,
      PlatformSettings settings,
      SessionClusters sessionClusters,
      InstantSource clock,
      DoubleSupplier jitter,
      MeterRegistry metrics) {
    this.bus = bus;
    this.deployments = deployments;
    this.sessions = sessions;
    this.transactions = transactions;
    this.settings = settings;
    this.sessionClusters = sessionClusters;
    this.clock = clock;
    this.jitter = jitter;
    this.metrics = metrics;
  }

  /**
   * Reads a record.
   *
   * @throws UndecodableException when it is no report, or its key is not what it is about
   */
  public static SentReport decode(LogRecord record) {
    SentReport sent =
        new SentReport(
            CloudEventHeaders.reportMetadata(record.headers()),
            ReportCodec.decode(
                CloudEventHeaders.wireName(record.headers()),
                CloudEventHeaders.revision(record.headers()),
                record.payload()));
    if (!sent.report().aggregateId().toString().equals(record.key()))
      throw new UndecodableException(
          "Expected "
              + sent.report().aggregateId()
              + " as the record's key, but it is '"
              + record.key()
              + "'");
    return sent;
  }

  @Override
  public void apply(Connection connection, int partition, List<Delivered<SentReport>> records)
      throws SQLException {
    try {
      transactions.joining(
          connection,
          () -> {
            records.forEach(this::accept);
            return null;
          });
    } catch (ConcurrencyException | StoreUnavailableException again) {
      // The transaction is lost; the reader tries the same batch in a new one.
      throw new SQLException(again);
    }
  }

  private void accept(Delivered<SentReport> delivered) {
    SentReport sent = delivered.value();
    Failpoint.hit(IntakeFailpoints.BEFORE_APPEND);
    try {
      switch (sent.report()) {
        case DeploymentReport report -> {
          Recorded recorded = bus.dispatch(new AcceptReport(report), context(sent));
          if (report instanceof ClusterGone) deployments.leave(recorded.state());
          count(sent, recorded.skipped().map(Enum::name).orElse("ACCEPTED"));
        }
        case SessionReport report ->
            count(sent, sessions.accept(report, context(sent)) ? "ACCEPTED" : "NOTHING_NEW");
      }
    } catch (AggregateNotFoundException nobody) {
      throw poison(delivered, "there is no such deployment", nobody);
    } catch (IllegalStateException | UndecodableException bug) {
      throw poison(delivered, bug.getMessage(), bug);
    }
    Failpoint.hit(IntakeFailpoints.AFTER_APPEND);
  }

  private CommandContext context(SentReport sent) {
    return new CommandContext(
        new Moment(
            clock.instant(),
            sent.metadata().reportId(),
            jitter.getAsDouble(),
            settings,
            sessionClusters),
        new Actor(Actor.Kind.EXECUTOR, sent.metadata().executor()),
        Optional.empty(),
        sent.metadata().correlationId(),
        "Report" + sent.report().getClass().getSimpleName(),
        sent.metadata().traceparent(),
        OptionalLong.empty(),
        false);
  }

  private void count(SentReport sent, String outcome) {
    metrics
        .counter(
            "weir.reports", "report", sent.report().getClass().getSimpleName(), "outcome", outcome)
        .increment();
  }

  private static PoisonRecordException poison(
      Delivered<SentReport> delivered, String why, Exception cause) {
    return new PoisonRecordException(
        delivered.record().offset(),
        "Expected to accept "
            + delivered.value().report().getClass().getSimpleName()
            + " about "
            + delivered.value().report().aggregateId()
            + ", but "
            + why,
        cause);
  }

  /**
   * Somebody has to look: the deployment or session cluster does not move until its key is
   * released.
   */
  @Override
  public void blocked(int partition, String key, long offset, String reason) {
    metrics.counter("weir.intake.blocked").increment();
    LOG.error(
        "Reports about {} stand at offset {} of partition {}: {}", key, offset, partition, reason);
  }
}
