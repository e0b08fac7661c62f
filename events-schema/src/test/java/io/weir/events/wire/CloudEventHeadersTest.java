package io.weir.events.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.events.AggregateKind;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
    assertThat(CloudEventHeaders.kind(headers)).isEqualTo(AggregateKind.DEPLOYMENT);
    assertThat(CloudEventHeaders.head(headers))
        .isEqualTo(new EventHead(METADATA, AggregateKind.DEPLOYMENT, "job.started", "1"));
  }

  @Test
  void namesTheMissingHeader() {
    assertThatThrownBy(() -> CloudEventHeaders.metadata(Map.of()))
        .isInstanceOf(UndecodableException.class)
        .hasMessageContaining("ce_source");
  }

  @Test
  void cutsTimesToMicroseconds() {
    Instant fine = Instant.parse("2026-01-02T03:04:05.678901999Z");
    ReportMetadata report =
        new ReportMetadata(
            new UUID(1, 1), fine, "executor-0", new UUID(3, 3), new UUID(4, 4), Optional.empty());

    assertThat(report.observedAt()).isEqualTo("2026-01-02T03:04:05.678901Z");
    assertThat(
            CloudEventHeaders.reportMetadata(
                CloudEventHeaders.of(report, ReportType.CLUSTER_GONE, new UUID(5, 5))))
        .isEqualTo(report);
  }

  @ParameterizedTest
  @CsvSource({
    "ce_id, 7",
    "ce_source, /deployments/7",
    "ce_source, /namespaces/default/deployments/7",
    "ce_sequence, first",
    "ce_position, ''",
    "ce_time, yesterday",
    "ce_actor, ada",
    "ce_actor, robot:ada",
    "ce_actor, user:",
    "ce_correlationid, none"
  })
  void refusesAHeaderThatDoesNotFit(String header, String text) {
    Map<String, String> headers =
        new HashMap<>(CloudEventHeaders.of(METADATA, EventType.JOB_STARTED));
    headers.put(header, text);

    assertThatThrownBy(() -> CloudEventHeaders.metadata(headers))
        .isInstanceOf(UndecodableException.class)
        .hasMessageStartingWith("Expected ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"com.example.job.started.v1", "io.weir.job.started", "io.weir..v1", "io.weir.v1"})
  void refusesATypeThatIsNotOurs(String type) {
    assertThatThrownBy(() -> CloudEventHeaders.wireName(Map.of("ce_type", type)))
        .isInstanceOf(UndecodableException.class)
        .hasMessageContaining(type);
  }
}
