package io.weir.embedded.junit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.weir.embedded.Broker;
import io.weir.embedded.BrokerProbe;
import io.weir.embedded.Ports;
import java.time.Duration;
import java.util.List;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * A broker in a container, on a host port that stays the same when the container is killed and
 * started again.
 */
final class ContainerBroker implements Broker {
  private static final DockerImageName IMAGE = DockerImageName.parse("apache/kafka:4.3.1");
  private static final Duration START_WITHIN = Duration.ofSeconds(60);

  private final KafkaContainer container;

  private ContainerBroker(KafkaContainer container) {
    this.container = container;
  }

  /** Skips the calling test class, with the reason, where no container engine answers. */
  static ContainerBroker startOrSkip() {
    assumeTrue(
        DockerClientFactory.instance().isDockerAvailable(),
        "-D%s=testcontainers needs a container engine, and none answers on this machine"
            .formatted(BrokerExtension.CHOICE));
    KafkaContainer container =
        new KafkaContainer(IMAGE).withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
    container.setPortBindings(List.of("127.0.0.1:%d:9092".formatted(Ports.free())));
    container.start();
    return new ContainerBroker(container);
  }

  @Override
  public String bootstrapServers() {
    return container.getBootstrapServers();
  }

  @Override
  public void kill9() {
    container.getDockerClient().killContainerCmd(container.getContainerId()).exec();
  }

  @Override
  public void restart() {
    if (container.isRunning()) {
      container.getDockerClient().stopContainerCmd(container.getContainerId()).exec();
    }
    // The starter script and the log stay in the stopped container, so it comes back as the same
    // broker.
    container.getDockerClient().startContainerCmd(container.getContainerId()).exec();
    BrokerProbe.roundTrip(bootstrapServers(), START_WITHIN);
  }

  @Override
  public void close() {
    container.stop();
  }
}
