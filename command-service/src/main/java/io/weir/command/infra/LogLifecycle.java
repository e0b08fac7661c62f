package io.weir.command.infra;

import io.micrometer.core.instrument.MeterRegistry;
import io.weir.command.intake.ReportIntake;
import io.weir.eventlog.EventTopics;
import io.weir.eventlog.TopicMismatchException;
import io.weir.eventlog.TopicSpec;
import io.weir.eventlog.reader.PartitionReader;
import io.weir.eventlog.reader.ReaderSettings;
import io.weir.eventlog.relay.Relay;
import io.weir.eventlog.relay.RelaySettings;
import io.weir.events.wire.SentReport;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Relay and intake for as long as the service runs. Commands are taken without a broker; so it is
 * waited for here, in the background.
 */
final class LogLifecycle extends BackgroundThread {
  private static final Logger LOG = LoggerFactory.getLogger(LogLifecycle.class);
  private static final Duration AGAIN = Duration.ofSeconds(2);

  private final CommandSettings.Kafka kafka;
  private final DataSource source;
  private final ReportIntake intake;
  private final MeterRegistry metrics;
  private final String owner;
  private volatile String fault;

  LogLifecycle(
      CommandSettings.Kafka kafka,
      DataSource source,
      ReportIntake intake,
      MeterRegistry metrics,
      String owner) {
    super("weir-log");
    this.kafka = kafka;
    this.source = source;
    this.intake = intake;
    this.metrics = metrics;
    this.owner = owner;
  }

  /** Why the log can never move as it is; a broker that is merely away is no such reason. */
  Optional<String> fault() {
    return Optional.ofNullable(fault);
  }

  @Override
  void work() throws InterruptedException {
    if (kafka.bootstrapServers().isEmpty()) {
      LOG.warn("weir.kafka.bootstrap-servers is not set: events are stored and go nowhere");
      return;
    }
    if (!awaitTopics()) return;
    String servers = kafka.bootstrapServers().orElseThrow();
    try (Relay relay =
            Relay.start(
                source,
                RelaySettings.of(owner, servers, kafka.eventsTopic(), kafka.partitions()),
                metrics);
        PartitionReader<SentReport> reader =
            PartitionReader.start(
                source,
                ReaderSettings.of(
                    "reports", owner, servers, kafka.transitionsTopic(), kafka.partitions()),
                ReportIntake::decode,
                intake,
                intake,
                metrics)) {
      LOG.info("Relay and intake work with {}: {}, {}.", servers, relay, reader);
      awaitStop();
    }
  }

  private boolean awaitTopics() throws InterruptedException {
    do {
      try (Admin admin =
          Admin.create(
              Map.of(
                  CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                  kafka.bootstrapServers().orElseThrow()))) {
        EventTopics topics = new EventTopics(admin);
        topics.ensure(named(kafka.eventsTopic(), spec(true)));
        topics.ensure(named(kafka.transitionsTopic(), spec(false)));
        fault = null;
        return true;
      } catch (TopicMismatchException mismatch) {
        fault = mismatch.getMessage();
        LOG.error("{}", mismatch.getMessage());
      } catch (RuntimeException away) {
        LOG.warn("The broker does not answer yet: {}", away.getMessage());
      }
    } while (!stopsWithin(AGAIN));
    return false;
  }

  private TopicSpec spec(boolean events) {
    return events
        ? TopicSpec.events(kafka.partitions(), kafka.replicas(), kafka.minInsyncReplicas())
        : TopicSpec.transitions(kafka.partitions(), kafka.replicas(), kafka.minInsyncReplicas());
  }

  private static TopicSpec named(String name, TopicSpec spec) {
    return new TopicSpec(name, spec.partitions(), spec.replicas(), spec.settings());
  }
}
