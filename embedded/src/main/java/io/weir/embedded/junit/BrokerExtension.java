package io.weir.embedded.junit;

import io.weir.embedded.Broker;
import io.weir.embedded.BrokerSettings;
import io.weir.embedded.EmbeddedBroker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A broker for tests: {@code @RegisterExtension static final BrokerExtension BROKER = new
 * BrokerExtension();}.
 *
 * <p>The embedded broker, or a container's with {@code -Dweir.test.broker=testcontainers}; without
 * a container engine the classes that use it are skipped then.
 */
public final class BrokerExtension implements BeforeAllCallback {
  /**
   * System property that chooses the broker: {@code embedded} (the default) or {@code
   * testcontainers}.
   */
  public static final String CHOICE = "weir.test.broker";

  private static final Duration VISIBLE_WITHIN = Duration.ofSeconds(30);

  private Broker broker;

  @Override
  public void beforeAll(ExtensionContext context) {
    broker =
        context
            .getRoot()
            .getStore(ExtensionContext.Namespace.create(BrokerExtension.class))
            .getOrComputeIfAbsent(
                SharedBroker.class, key -> new SharedBroker(choose()), SharedBroker.class)
            .broker();
  }

  public String bootstrapServers() {
    return broker.bootstrapServers();
  }

  /** For faults: {@link Broker#kill9()} and {@link Broker#restart()}. Leave it running. */
  public Broker broker() {
    return broker;
  }

  /** Creates an empty topic with the broker's default settings; its name is unique. */
  public String freshTopic(int partitions) {
    return freshTopic(partitions, Map.of());
  }

  /** Creates an empty topic with these topic settings; its name is unique. */
  public String freshTopic(int partitions, Map<String, String> settings) {
    String name = "test-" + UUID.randomUUID();
    try (Admin admin =
        Admin.create(Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers()))) {
      admin
          .createTopics(
              List.of(
                  new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(settings)))
          .all()
          .get();
      awaitVisible(admin, name);
      return name;
    } catch (ExecutionException failure) {
      throw new IllegalStateException(
          "Expected to create topic %s, but: %s".formatted(name, failure.getCause()), failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(
          "Expected to create topic %s, but the wait was interrupted.".formatted(name),
          interrupted);
    }
  }

  /** The controller answers before the broker's clients can see the topic. */
  private static void awaitVisible(Admin admin, String name)
      throws ExecutionException, InterruptedException {
    long deadline = System.nanoTime() + VISIBLE_WITHIN.toNanos();
    while (true) {
      try {
        admin.describeTopics(List.of(name)).allTopicNames().get();
        return;
      } catch (ExecutionException failure) {
        if (!(failure.getCause() instanceof UnknownTopicOrPartitionException)
            || System.nanoTime() > deadline) {
          throw failure;
        }
      }
      Thread.sleep(10);
    }
  }

  private static Broker choose() {
    String choice = System.getProperty(CHOICE, "embedded");
    return switch (choice) {
      case "embedded" ->
          EmbeddedBroker.start(
              BrokerSettings.onFreePorts(TemporaryDirectory.create("weir-broker-")));
      case "testcontainers" -> ContainerBroker.startOrSkip();
      default ->
          throw new IllegalArgumentException(
              "Expected -D%s to be embedded or testcontainers, but it is \"%s\"."
                  .formatted(CHOICE, choice));
    };
  }

  /** JUnit closes it with the root context, after the last test. */
  private record SharedBroker(Broker broker) implements AutoCloseable {
    @Override
    public void close() {
      broker.close();
    }
  }
}
