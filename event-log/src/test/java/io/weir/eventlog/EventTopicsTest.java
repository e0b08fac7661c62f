package io.weir.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.embedded.junit.BrokerExtension;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EventTopicsTest {
  @RegisterExtension static final BrokerExtension BROKER = new BrokerExtension();

  private Admin admin;
  private EventTopics topics;

  @BeforeEach
  void open() {
    admin = Admin.create(Map.of("bootstrap.servers", BROKER.bootstrapServers()));
    topics = new EventTopics(admin);
  }

  @AfterEach
  void close() {
    admin.close();
  }

  @Test
  void createsTheEventTopicForEverAndFindsItAgain() throws Exception {
    TopicSpec spec = TopicSpec.events(TopicSpec.DEFAULT_PARTITIONS, 1, 1);
    topics.ensure(spec);
    topics.ensure(spec);
    topics.verify(spec);

    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, TopicSpec.EVENTS);
    var config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
    assertThat(config.get("retention.ms").value()).isEqualTo("-1");
    assertThat(config.get("cleanup.policy").value()).isEqualTo("delete");
    assertThat(config.get("message.timestamp.type").value()).isEqualTo("LogAppendTime");
    var description =
        admin.describeTopics(List.of(TopicSpec.EVENTS)).allTopicNames().get().get(TopicSpec.EVENTS);
    assertThat(description.partitions()).hasSize(8);
  }

  @Test
  void keepsReportsForSevenDays() throws Exception {
    TopicSpec spec = TopicSpec.transitions(8, 1, 1);
    topics.ensure(spec);
    assertThat(spec.name()).isEqualTo("weir.transitions");
    assertThat(spec.settings()).containsEntry("retention.ms", "604800000");
    assertThatCode(() -> topics.verify(spec)).doesNotThrowAnyException();
  }

  @Test
  void refusesAnotherNumberOfPartitions() {
    String name = BROKER.freshTopic(3);
    assertThatThrownBy(() -> topics.ensure(new TopicSpec(name, 8, (short) 1, Map.of())))
        .isInstanceOf(TopicMismatchException.class)
        .hasMessage(
            "Expected topic %s as Weir needs it, but partitions is 3, not 8; set it right, or move to a new topic when the partitions differ.",
            name);
  }

  @Test
  void refusesEachSettingThatDiffers() {
    TopicSpec spec = TopicSpec.events(3, 1, 1);
    for (Map.Entry<String, String> wrong :
        Map.of(
                "retention.ms", "1000",
                "cleanup.policy", "compact",
                "message.timestamp.type", "CreateTime",
                "max.message.bytes", "1000")
            .entrySet()) {
      Map<String, String> settings = new HashMap<>(spec.settings());
      settings.put(wrong.getKey(), wrong.getValue());
      String name = BROKER.freshTopic(3, settings);
      assertThatThrownBy(() -> topics.ensure(new TopicSpec(name, 3, (short) 1, spec.settings())))
          .isInstanceOf(TopicMismatchException.class)
          .hasMessageContaining(
              "but %s is %s, not %s;",
              wrong.getKey(), wrong.getValue(), spec.settings().get(wrong.getKey()));
    }
  }

  @Test
  void saysThatATopicIsMissing() {
    String name = "missing-" + UUID.randomUUID();
    assertThatThrownBy(() -> topics.verify(new TopicSpec(name, 2, (short) 1, Map.of())))
        .isInstanceOf(TopicMismatchException.class)
        .hasMessage("Expected topic %s, but it does not exist; create it with 2 partitions.", name);
  }
}
