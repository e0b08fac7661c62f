package io.weir.embedded.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.embedded.Kafka;
import java.sql.Connection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ExtensionsTest {
  @RegisterExtension static final BrokerExtension BROKER = new BrokerExtension();
  @RegisterExtension static final BrokerExtension SAME_BROKER = new BrokerExtension();
  @RegisterExtension static final DatabaseExtension DATABASE = new DatabaseExtension();
  @RegisterExtension static final DatabaseExtension SAME_DATABASE = new DatabaseExtension();

  @Test
  void shareOneServerPerTestJvm() {
    assertThat(SAME_BROKER.broker()).isSameAs(BROKER.broker());
    assertThat(SAME_DATABASE.server()).isSameAs(DATABASE.server());
  }

  @Test
  void giveTopicsAndDatabasesThatStartEmptyAndSurviveACrash() throws Exception {
    String topic = BROKER.freshTopic(1);
    TestDatabase database = DATABASE.freshDatabase();
    assertThat(Kafka.readAll(BROKER.bootstrapServers(), topic)).isEmpty();
    Kafka.write(BROKER.bootstrapServers(), topic, "a fact");
    try (Connection connection = database.dataSource().getConnection()) {
      connection.createStatement().execute("create table fact (id int)");
    }

    BROKER.broker().kill9();
    DATABASE.server().kill9();
    DATABASE.server().restart();
    BROKER.broker().restart();

    assertThat(Kafka.readAll(BROKER.bootstrapServers(), topic)).containsExactly("a fact");
    try (Connection connection = database.dataSource().getConnection()) {
      connection.createStatement().execute("insert into fact values (1)");
    }
    assertThat(DATABASE.freshDatabase().jdbcUrl()).isNotEqualTo(database.jdbcUrl());
    assertThat(BROKER.freshTopic(1)).isNotEqualTo(topic);
  }
}
