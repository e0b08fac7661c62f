package io.weir.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {
  @TempDir Path directory;

  @Test
  void keepsAcknowledgedRecordsAndItsIdentityThroughKillAndStop() throws Exception {
    BrokerSettings settings = BrokerSettings.onFreePorts(directory);
    String clusterId;
    try (EmbeddedBroker broker = EmbeddedBroker.start(settings)) {
      clusterId = clusterId(broker);
      createTopic(broker, "facts");
      Kafka.write(broker.bootstrapServers(), "facts", "before the kill");

      broker.kill9();
      assertThat(broker.isAlive()).isFalse();
      broker.restart();

      Kafka.write(broker.bootstrapServers(), "facts", "after the kill");
      assertThat(Kafka.readAll(broker.bootstrapServers(), "facts"))
          .containsExactly("before the kill", "after the kill");
    }
    BrokerSettings elsewhere = BrokerSettings.onFreePorts(directory);
    try (EmbeddedBroker broker = EmbeddedBroker.start(elsewhere)) {
      assertThat(clusterId(broker)).isEqualTo(clusterId);
      assertThat(Kafka.readAll(broker.bootstrapServers(), "facts")).hasSize(2);
      assertThatThrownBy(() -> EmbeddedBroker.start(BrokerSettings.onFreePorts(directory)))
          .isInstanceOf(CannotStartException.class)
          .hasMessage(
              "Expected to open the broker's directory %s, but another broker has it open;"
                  + " stop that one or name another directory.",
              directory);
    }
  }

  @Test
  void endsWhenItsParentIsKilled() throws Exception {
    BrokerSettings settings = BrokerSettings.onFreePorts(directory);
    var started =
        ParentMain.launch(
            "broker",
            directory.toString(),
            String.valueOf(settings.port()),
            String.valueOf(settings.controllerPort()));
    assertThat(Processes.isRunning(started.server())).isTrue();

    started.parent().destroyForcibly().waitFor();

    await("the broker to notice that its parent is gone")
        .atMost(Duration.ofSeconds(30))
        .until(() -> !Processes.isRunning(started.server()));
  }

  @Test
  void namesThePortThatIsTaken() throws Exception {
    BrokerSettings settings = BrokerSettings.onFreePorts(directory);
    try (ServerSocket other = new ServerSocket()) {
      other.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.port()));
      assertThatThrownBy(() -> EmbeddedBroker.start(settings))
          .isInstanceOf(CannotStartException.class)
          .hasMessage(
              "Expected to listen on 127.0.0.1:%d, but another process listens there; stop it or"
                  + " choose another port.",
              settings.port());
    }
  }

  @Test
  void refusesHalfWrittenDirectories() throws Exception {
    Path data = Files.createDirectories(directory.resolve("data"));
    Files.writeString(data.resolve("meta.properties"), "version=1\n");
    assertThatThrownBy(() -> EmbeddedBroker.start(BrokerSettings.onFreePorts(directory)))
        .isInstanceOf(CannotStartException.class)
        .hasMessage(
            "Expected a cluster id and node id 1 in %s, but the file is half-written; restore the"
                + " directory from a backup, or delete it to start empty.",
            data.resolve("meta.properties"));

    Files.delete(data.resolve("meta.properties"));
    Path partition = Files.createDirectories(data.resolve("facts-0"));
    Files.writeString(partition.resolve("00000000000000000000.log"), "");
    assertThatThrownBy(() -> EmbeddedBroker.start(BrokerSettings.onFreePorts(directory)))
        .isInstanceOf(CannotStartException.class)
        .hasMessage(
            "Expected meta.properties beside the topics in %s, but it is missing; restore the"
                + " directory from a backup, or delete it to start empty.",
            data);
  }

  @Test
  void formatsAgainAfterAFirstStartThatWasCutShort() throws Exception {
    Path data = Files.createDirectories(directory.resolve("data"));
    Files.writeString(data.resolve("bootstrap.checkpoint"), "half a file");
    try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerSettings.onFreePorts(directory))) {
      assertThat(clusterId(broker)).isNotBlank();
    }
  }

  @Test
  void saysWhereToLookWhenTheChildEnds() {
    BrokerSettings settings = BrokerSettings.onFreePorts(directory);
    BrokerSettings wrongClassPath =
        new BrokerSettings(
            directory,
            settings.port(),
            settings.controllerPort(),
            "nowhere",
            Duration.ofSeconds(30));
    assertThatThrownBy(() -> EmbeddedBroker.start(wrongClassPath))
        .isInstanceOf(CannotStartException.class)
        .hasMessage(
            "Expected the broker in %s to start, but its JVM ended; see %s.",
            directory, directory.resolve("broker.log"));
    assertThat(directory.resolve("broker.log")).content().contains("BrokerMain");
  }

  @Test
  void refusesPortsThatCannotBe() {
    assertThatThrownBy(() -> BrokerSettings.of(directory, 9092, 9092))
        .hasMessageContaining("two different ports");
    assertThatThrownBy(() -> BrokerSettings.of(directory, 0, 9092))
        .hasMessageContaining("port between 1 and 65535");
  }

  private static String clusterId(EmbeddedBroker broker) throws Exception {
    try (Admin admin = admin(broker)) {
      return admin.describeCluster().clusterId().get();
    }
  }

  private static void createTopic(EmbeddedBroker broker, String name) throws Exception {
    try (Admin admin = admin(broker)) {
      admin.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all().get();
    }
  }

  private static Admin admin(EmbeddedBroker broker) {
    return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
  }
}
