package io.weir.executor.deployment.report;

import io.weir.events.wire.CloudEventHeaders;
import io.weir.events.wire.ReportCodec;
import io.weir.events.wire.ReportType;
import io.weir.events.wire.SentReport;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Reports to a Kafka topic, in CloudEvents' binary mode, keyed by deployment or session cluster.
 */
public final class KafkaReports implements Reports, AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final Producer<String, byte[]> producer;
  private final String topic;

  public KafkaReports(String bootstrapServers, String topic) {
    this.topic = topic;
    this.producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.CLIENT_ID_CONFIG,
                "weir-executor-reports",
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                // On a topic that was just made, a later request may be taken before the first, and
                // an idempotent
                // producer then waits in vain for its turn: so one request at a time.
                ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                1,
                // Each report is waited for: lingering would only delay it.
                ProducerConfig.LINGER_MS_CONFIG,
                0,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                (int) PATIENCE.toMillis(),
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                5_000,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                (int) PATIENCE.toMillis()),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  @Override
  public void send(SentReport sent) {
    ReportType type = ReportType.of(sent.report());
    ProducerRecord<String, byte[]> message =
        new ProducerRecord<>(
            topic, sent.report().aggregateId().toString(), ReportCodec.encode(sent.report()));
    CloudEventHeaders.of(sent.metadata(), type, sent.report().subjectId())
        .forEach(
            (name, value) -> message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    String what = "send %s of %s".formatted(type.wireName(), sent.report().subjectId());
    try {
      producer.send(message).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      throw new ReportNotSentException("Expected to " + what + ", but " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ReportNotSentException("Expected to " + what + ", but was interrupted", e);
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
  }
}
