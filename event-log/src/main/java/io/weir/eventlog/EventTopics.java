package io.weir.eventlog;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates Weir's topics, and refuses those that are not as they must be. */
public final class EventTopics {
  private static final Duration VISIBLE_WITHIN = Duration.ofSeconds(30);

  private final Admin admin;

  /**
   * @param admin stays the caller's
   */
  public EventTopics(Admin admin) {
    this.admin = admin;
  }

  /**
   * Creates the topic if it is missing, then verifies it.
   *
   * @throws TopicMismatchException when partitions or settings differ
   */
  public void ensure(TopicSpec spec) throws InterruptedException {
    NewTopic topic =
        new NewTopic(spec.name(), Optional.of(spec.partitions()), Optional.of(spec.replicas()))
            .configs(spec.settings());
    try {
      admin.createTopics(List.of(topic)).all().get();
      awaitVisible(spec);
    } catch (ExecutionException failure) {
      if (!(failure.getCause() instanceof TopicExistsException)) {
        throw unanswered(spec, failure);
      }
    }
    verify(spec);
  }

  /** The controller answers before every broker has heard of the topic. */
  private void awaitVisible(TopicSpec spec) throws ExecutionException, InterruptedException {
    long deadline = System.nanoTime() + VISIBLE_WITHIN.toNanos();
    while (System.nanoTime() < deadline) {
      try {
        admin.describeTopics(List.of(spec.name())).allTopicNames().get();
        return;
      } catch (ExecutionException failure) {
        if (!(failure.getCause() instanceof UnknownTopicOrPartitionException)) {
          throw failure;
        }
      }
      Thread.sleep(20);
    }
  }

  /**
   * Verifies a topic that must exist.
   *
   * @throws TopicMismatchException when it is missing, or its partitions or settings differ
   */
  public void verify(TopicSpec spec) throws InterruptedException {
    List<String> differences = new ArrayList<>();
    try {
      int partitions =
          admin
              .describeTopics(List.of(spec.name()))
              .allTopicNames()
              .get()
              .get(spec.name())
              .partitions()
              .size();
      if (partitions != spec.partitions()) {
        differences.add("partitions is %d, not %d".formatted(partitions, spec.partitions()));
      }
      differences.addAll(differingSettings(spec));
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof UnknownTopicOrPartitionException) {
        throw new TopicMismatchException(
            "Expected topic %s, but it does not exist; create it with %d partitions."
                .formatted(spec.name(), spec.partitions()));
      }
      throw unanswered(spec, failure);
    }
    if (!differences.isEmpty()) {
      throw new TopicMismatchException(
          "Expected topic %s as Weir needs it, but %s; set it right, or move to a new topic when the partitions differ."
              .formatted(spec.name(), String.join(", ", differences)));
    }
  }

  private List<String> differingSettings(TopicSpec spec)
      throws ExecutionException, InterruptedException {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, spec.name());
    Config config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
    return spec.settings().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .filter(wanted -> !wanted.getValue().equals(config.get(wanted.getKey()).value()))
        .map(
            wanted ->
                "%s is %s, not %s"
                    .formatted(
                        wanted.getKey(), config.get(wanted.getKey()).value(), wanted.getValue()))
        .toList();
  }

  private static IllegalStateException unanswered(TopicSpec spec, ExecutionException failure) {
    return new IllegalStateException(
        "Expected the broker to answer about topic %s, but: %s"
            .formatted(spec.name(), failure.getCause()),
        failure);
  }
}
