package io.weir.executor.testing;

import io.weir.events.deployment.DeploymentEvent;
import io.weir.events.report.DeploymentReport;
import io.weir.events.report.TransitionReport;
import io.weir.events.wire.Actor;
import io.weir.events.wire.CloudEventHeaders;
import io.weir.events.wire.EventCodec;
import io.weir.events.wire.EventMetadata;
import io.weir.events.wire.EventType;
import io.weir.events.wire.ReportCodec;
import io.weir.events.wire.SentReport;
import io.weir.executor.deployment.decide.Desired;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;

/** The command side on real topics: appends events, and answers reports when told to run. */
public final class LogTopics implements AutoCloseable {
  private final String events;
  private final KafkaProducer<String, byte[]> producer;
  private final KafkaConsumer<String, byte[]> reports;
  private final Map<UUID, Desired> states = new HashMap<>();
  private final List<SentReport> seen = new CopyOnWriteArrayList<>();
  private final List<DeploymentEvent> log = new CopyOnWriteArrayList<>();
  private final Thread thread;
  private volatile boolean running = true;

  public LogTopics(String bootstrapServers, String events, String transitions) {
    this.events = events;
    producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "linger.ms",
                0,
                "max.in.flight.requests.per.connection",
                1),
            new StringSerializer(),
            new ByteArraySerializer());
    reports =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers, "fetch.max.wait.ms", 50),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions = new ArrayList<>();
    reports
        .partitionsFor(transitions)
        .forEach(each -> partitions.add(new TopicPartition(each.topic(), each.partition())));
    reports.assign(partitions);
    reports.seekToBeginning(partitions);
    thread = Thread.ofPlatform().name("played-command-side").start(this::run);
  }

  /** Appends what a user's command would have led to. */
  public synchronized void append(DeploymentEvent... appended) {
    for (DeploymentEvent event : appended) {
      Desired state =
          states.getOrDefault(event.deploymentId(), Desired.empty(event.deploymentId()));
      EventMetadata metadata = metadata(event.deploymentId(), state.sequence() + 1);
      states.put(event.deploymentId(), state.evolve(metadata, event));
      ProducerRecord<String, byte[]> message =
          new ProducerRecord<>(events, event.deploymentId().toString(), EventCodec.encode(event));
      CloudEventHeaders.of(metadata, EventType.of(event))
          .forEach(
              (name, value) -> message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
      producer.send(message);
      log.add(event);
    }
    producer.flush();
  }

  public static EventMetadata metadata(UUID deployment, long sequence) {
    return metadata(deployment, sequence, Instant.EPOCH);
  }

  /** The same with a time. */
  public static EventMetadata metadata(UUID deployment, long sequence, Instant time) {
    return new EventMetadata(
        new UUID(deployment.getMostSignificantBits(), 0x8000000000000000L | sequence),
        deployment,
        sequence,
        sequence,
        time,
        "default",
        "words",
        new Actor(Actor.Kind.USER, "test"),
        Optional.empty(),
        Intents.TRANSITION,
        Intents.TRANSITION,
        "Test",
        Optional.empty());
  }

  /** The events of one deployment so far, in order. */
  public List<DeploymentEvent> log(UUID deployment) {
    return log.stream().filter(each -> each.deploymentId().equals(deployment)).toList();
  }

  /** The events of one kind of one deployment so far, in order. */
  public <T extends DeploymentEvent> List<T> all(UUID deployment, Class<T> type) {
    return log(deployment).stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** The first event of one kind of one deployment so far. */
  public <T extends DeploymentEvent> Optional<T> first(UUID deployment, Class<T> type) {
    return all(deployment, type).stream().findFirst();
  }

  /**
   * Waits, for 90 seconds at most, until there are so many events of one kind, and gives the last
   * of them.
   */
  public <T extends DeploymentEvent> T await(UUID deployment, Class<T> type, int count) {
    Awaitility.await(count + " × " + type.getSimpleName())
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(100))
        .conditionEvaluationListener(
            condition -> {
              if (condition.getRemainingTimeInMS() < 500) System.err.println(log(deployment));
            })
        .until(() -> all(deployment, type).size() >= count);
    return all(deployment, type).get(count - 1);
  }

  /** All reports of one deployment so far. */
  public List<SentReport> reports(UUID deployment) {
    return seen.stream().filter(each -> each.report().aggregateId().equals(deployment)).toList();
  }

  public synchronized Desired state(UUID deployment) {
    return states.getOrDefault(deployment, Desired.empty(deployment));
  }

  private void run() {
    while (running) {
      for (ConsumerRecord<String, byte[]> message : reports.poll(Duration.ofMillis(100))) {
        Map<String, String> headers = new HashMap<>();
        message
            .headers()
            .forEach(
                each -> headers.put(each.key(), new String(each.value(), StandardCharsets.UTF_8)));
        TransitionReport report =
            ReportCodec.decode(
                CloudEventHeaders.wireName(headers),
                CloudEventHeaders.revision(headers),
                message.value());
        seen.add(new SentReport(CloudEventHeaders.reportMetadata(headers), report));
        if (report instanceof DeploymentReport fact) answer(fact);
      }
    }
  }

  private synchronized void answer(DeploymentReport report) {
    append(
        PlayedCommandSide.answer(state(report.deploymentId()), report, Instant.now())
            .toArray(DeploymentEvent[]::new));
  }

  @Override
  public void close() {
    running = false;
    try {
      thread.join(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    reports.close();
    producer.close();
  }
}
