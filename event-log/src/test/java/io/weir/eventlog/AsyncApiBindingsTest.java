package io.weir.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What {@code api/asyncapi.yaml} tells consumers of the topics is how they are made. */
class AsyncApiBindingsTest {
  private static final Path FILE = Path.of("").toAbsolutePath().resolveSibling("api/asyncapi.yaml");

  @ParameterizedTest
  @CsvSource({"weirEvents, weir.events", "weirTransitions, weir.transitions"})
  void describesTheTopicAsItIsMade(String channel, String topic) throws IOException {
    TopicSpec spec =
        topic.equals(TopicSpec.EVENTS)
            ? TopicSpec.events(TopicSpec.DEFAULT_PARTITIONS, 1, 1)
            : TopicSpec.transitions(TopicSpec.DEFAULT_PARTITIONS, 1, 1);
    JsonNode described =
        new YAMLMapper().readTree(Files.readString(FILE)).get("channels").get(channel);
    JsonNode binding = described.at("/bindings/kafka");

    assertThat(described.get("address").asString()).isEqualTo(topic).isEqualTo(spec.name());
    assertThat(binding.get("topic").asString()).isEqualTo(spec.name());
    assertThat(binding.get("partitions").asInt()).isEqualTo(spec.partitions());
    assertThat(binding.get("topicConfiguration").properties())
        .isNotEmpty()
        .allSatisfy(
            setting ->
                assertThat(text(setting.getValue()))
                    .as(setting.getKey())
                    .isEqualTo(spec.settings().get(setting.getKey())));
  }

  /** AsyncAPI writes the clean-up policy as a list. */
  private static String text(JsonNode value) {
    return value.isArray() ? value.get(0).asString() : value.asString();
  }
}
