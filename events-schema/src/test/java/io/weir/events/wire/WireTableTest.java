package io.weir.events.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.events.deployment.DeploymentEvent;
import io.weir.events.reference.WireNames;
import io.weir.events.report.TransitionReport;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WireTableTest {
  static List<WireType<?>> types() {
    return WireNames.all();
  }

  static List<GoldenSample> samples() {
    return GoldenSample.current();
  }

  @Test
  void listsEveryEventOnce() {
    assertThat(Stream.of(EventType.values()).map(WireType::javaType))
        .containsExactlyInAnyOrder(permitted(DeploymentEvent.class));
  }

  @Test
  void listsEveryReportOnce() {
    assertThat(Stream.of(ReportType.values()).map(WireType::javaType))
        .containsExactlyInAnyOrder(permitted(TransitionReport.class));
  }

  @Test
  void everyEventAndReportIsARecord() {
    assertThat(types()).allMatch(type -> type.javaType().isRecord());
  }

  @Test
  void aNameIsUsedOnce() {
    assertThat(types()).extracting(WireType::wireName).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("types")
  void aNameIsKebabCaseWithItsNounFirst(WireType<?> type) {
    assertThat(type.wireName()).matches("[a-z]+\\.[a-z]+(-[a-z]+)*");
    assertThat(type.revision()).matches("[1-9][0-9]*");
  }

  @ParameterizedTest
  @MethodSource("types")
  void aReportIsToldFromAnEventByItsName(WireType<?> type) {
    assertThat(type.wireName().startsWith("report.")).isEqualTo(type instanceof ReportType);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void theTypeIsFoundByNameAndByRecord(GoldenSample sample) {
    switch (sample.decode(sample.bytes())) {
      case DeploymentEvent event ->
          assertThat(EventType.named(sample.wireName())).contains(EventType.of(event));
      case TransitionReport report ->
          assertThat(ReportType.named(sample.wireName())).contains(ReportType.of(report));
      default -> throw new AssertionError("Expected an event or a report: " + sample);
    }
  }

  @SuppressWarnings("unchecked")
  private static <T> Class<? extends T>[] permitted(Class<T> sealed) {
    return (Class<? extends T>[]) sealed.getPermittedSubclasses();
  }
}
