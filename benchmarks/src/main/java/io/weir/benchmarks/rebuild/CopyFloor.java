package io.weir.benchmarks.rebuild;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.postgresql.PGConnection;

/**
 * The unavoidable work: consume, and COPY the same bytes in binary into one table without an index,
 * one transaction per poll. It decodes nothing and keeps no position.
 */
final class CopyFloor {
  static final String TABLE =
      "create table copied (log_partition int, log_offset bigint, key text, headers text, payload text)";

  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0
  };

  private final DataSource source;
  private final String bootstrapServers;
  private final EventLog log;

  CopyFloor(DataSource source, String bootstrapServers, EventLog log) {
    this.source = source;
    this.bootstrapServers = bootstrapServers;
    this.log = log;
  }

  /** Copies the whole topic on so many threads. */
  void run(int threads) throws Exception {
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        int share = i;
        List<TopicPartition> own =
            IntStream.range(0, log.partitions())
                .filter(partition -> partition % threads == share)
                .mapToObj(partition -> new TopicPartition(log.topic(), partition))
                .toList();
        all.add(
            pool.submit(
                () -> {
                  copy(own);
                  return null;
                }));
      }
      for (Future<?> one : all) one.get();
    }
  }

  private void copy(List<TopicPartition> own) throws SQLException, IOException {
    try (Connection connection = source.getConnection();
        KafkaConsumer<byte[], byte[]> consumer =
            new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "max.poll.records", 2_000),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
      consumer.assign(own);
      consumer.seekToBeginning(own);
      long left = consumer.endOffsets(own).values().stream().mapToLong(Long::longValue).sum();
      while (left > 0) {
        ByteArrayOutputStream rows = new ByteArrayOutputStream(1 << 20);
        DataOutputStream out = new DataOutputStream(rows);
        out.write(SIGNATURE);
        out.writeLong(0);
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          row(out, record);
          left--;
        }
        out.writeShort(-1);
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn(
                "copy copied from stdin (format binary)",
                new ByteArrayInputStream(rows.toByteArray()),
                1 << 16);
      }
    }
  }

  private static void row(DataOutputStream out, ConsumerRecord<byte[], byte[]> record)
      throws IOException {
    out.writeShort(5);
    out.writeInt(4);
    out.writeInt(record.partition());
    out.writeInt(8);
    out.writeLong(record.offset());
    field(out, record.key());
    ByteArrayOutputStream headers = new ByteArrayOutputStream(512);
    for (Header header : record.headers()) {
      headers.writeBytes(header.key().getBytes(StandardCharsets.UTF_8));
      headers.write('=');
      headers.writeBytes(header.value());
      headers.write('\n');
    }
    field(out, headers.toByteArray());
    field(out, record.value());
  }

  private static void field(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }
}
