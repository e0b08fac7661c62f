package io.weir.standalone.it;

import io.weir.embedded.EmbeddedDatabase;
import io.weir.standalone.command.RunningStack;
import io.weir.standalone.data.PortTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import tools.jackson.databind.JsonNode;

/** Finds a text in all that Weir keeps, publishes and says: rows, topics, logs, ConfigMaps. */
final class Traces {
  private static final Duration POLL = Duration.ofSeconds(1);

  private final RunningStack stack;

  Traces(RunningStack stack) {
    this.stack = stack;
  }

  /**
   * Where the text is.
   *
   * @param text of letters and digits, which no encoding of JSON changes
   * @return {@code table <name>}, {@code topic <name>}, {@code log <file>} and {@code ConfigMap
   *     <name>}, in order
   */
  Set<String> of(String text) throws Exception {
    Set<String> found = new TreeSet<>();
    for (String database : databases()) {
      inTables(database, text, found);
    }
    inTopics(text, found);
    inLogs(text, found);
    inConfigMaps(text, found);
    return found;
  }

  private Connection connection(String database) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:%d/%s"
            .formatted(stack.client(PortTable.Name.DATABASE).origin().getPort(), database),
        EmbeddedDatabase.USER,
        "");
  }

  private List<String> databases() throws SQLException {
    try (Connection connection = connection("postgres")) {
      return texts(connection, "select datname from pg_database where not datistemplate");
    }
  }

  private void inTables(String database, String text, Set<String> found) throws SQLException {
    String hex = HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    try (Connection connection = connection(database)) {
      for (String table :
          texts(
              connection,
              """
              select quote_ident(schemaname) || '.' || quote_ident(tablename) from pg_tables
               where schemaname not in ('pg_catalog', 'information_schema')""")) {
        // A row as text has its bytes in hexadecimal.
        try (PreparedStatement rows =
            connection.prepareStatement(
                "select exists (select from %s r where position(? in r::text) > 0 or position(? in r::text) > 0)"
                    .formatted(table))) {
          rows.setString(1, text);
          rows.setString(2, hex);
          try (ResultSet row = rows.executeQuery()) {
            row.next();
            if (row.getBoolean(1)) {
              found.add("table " + table);
            }
          }
        }
      }
    }
  }

  private static List<String> texts(Connection connection, String sql) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(sql);
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }

  private void inTopics(String text, Set<String> found) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, stack.bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> all =
          consumer.listTopics().values().stream()
              .flatMap(List::stream)
              .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
              .toList();
      consumer.assign(all);
      consumer.seekToBeginning(all);
      Map<TopicPartition, Long> left = new HashMap<>(consumer.endOffsets(all));
      while (!left.isEmpty()) {
        for (ConsumerRecord<byte[], byte[]> each : consumer.poll(POLL)) {
          if (isIn(each, text)) {
            found.add("topic " + each.topic());
          }
        }
        left.entrySet().removeIf(each -> consumer.position(each.getKey()) >= each.getValue());
      }
    }
  }

  private static boolean isIn(ConsumerRecord<byte[], byte[]> each, String text) {
    return isIn(each.key(), text)
        || isIn(each.value(), text)
        || Stream.of(each.headers().toArray()).map(Header::value).anyMatch(v -> isIn(v, text));
  }

  private static boolean isIn(byte[] bytes, String text) {
    return bytes != null && new String(bytes, StandardCharsets.ISO_8859_1).contains(text);
  }

  private void inLogs(String text, Set<String> found) throws IOException {
    try (Stream<Path> logs = Files.list(stack.directory().resolve("logs"))) {
      for (Path log : logs.toList()) {
        if (Files.readString(log).contains(text)) {
          found.add("log " + log.getFileName());
        }
      }
    }
  }

  private void inConfigMaps(String text, Set<String> found)
      throws IOException, InterruptedException {
    for (JsonNode each :
        stack.client(PortTable.Name.CLUSTER).get("/api/v1/configmaps").body().path("items")) {
      if (each.toString().contains(text)) {
        found.add("ConfigMap " + each.at("/metadata/name").asString());
      }
    }
  }
}
