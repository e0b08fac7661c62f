package io.weir.events.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CloudEventHeadersTest {
  private static final EventMetadata METADATA =
      new EventMetadata(
          new UUID(1, 1),
          new UUID(2, 2),
          7,
          1234,
          Instant.parse("2026-01-02T03:04:05.678901Z"),
          "default",
          "top-speed",
          new Actor(Actor.Kind.USER, "ada"),
          Optional.of("nightly upgrade"),
          new UUID(3, 3),
          new UUID(4, 4),
          "PatchDeployment",
          Optional.empty());

  @Test
  void readsBackWhatItWrote() {
    Map<String, String> headers = CloudEventHeaders.of(METADATA, EventType.JOB_STARTED);

    assertThat(CloudEventHeaders.metadata(headers)).isEqualTo(METADATA);
    assertThat(CloudEventHeaders.wireName(headers)).isEqualTo("job.started");
    assertThat(CloudEventHeaders.revision(headers)).isEqualTo("1");
  }

  @Test
  void namesTheMissingHeader() {
    assertThatThrownBy(() -> CloudEventHeaders.metadata(Map.of()))
        .isInstanceOf(UndecodableException.class)
        .hasMessageContaining("ce_source");
  }
}
