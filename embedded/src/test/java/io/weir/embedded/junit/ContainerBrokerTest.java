package io.weir.embedded.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.embedded.Broker;
import io.weir.embedded.Kafka;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

/** Skipped, with the reason, where no container engine runs. */
class ContainerBrokerTest {
  @Test
  void keepsAcknowledgedRecordsAndItsAddressThroughAKill() throws Exception {
    try (Broker broker = ContainerBroker.startOrSkip()) {
      String address = broker.bootstrapServers();
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", address))) {
        admin.createTopics(List.of(new NewTopic("facts", 1, (short) 1))).all().get();
      }
      Kafka.write(address, "facts", "a fact");

      broker.kill9();
      broker.restart();

      assertThat(broker.bootstrapServers()).isEqualTo(address);
      assertThat(Kafka.readAll(address, "facts")).containsExactly("a fact");
    }
  }
}
