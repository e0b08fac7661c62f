package io.weir.events.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.events.AggregateKind;
import io.weir.events.WeirEvent;
import io.weir.events.reference.WireNames;
import io.weir.events.report.TransitionReport;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
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
    assertThat(Stream.<WireType<?>>of(EventType.values()).<Class<?>>map(WireType::javaType))
        .doesNotHaveDuplicates()
        .hasSameElementsAs(
            Stream.of(EventType.values())
                .map(type -> listing(type.javaType()))
                .distinct()
                .<Class<?>>flatMap(list -> Stream.of(list.getPermittedSubclasses()))
                .toList());
  }

  /** A kind without an event would be one that nobody can bring into being. */
  @ParameterizedTest
  @EnumSource
  void everyKindHasItsOwnSealedInterface(AggregateKind kind) {
    List<EventType> own = Stream.of(EventType.values()).filter(t -> t.kind() == kind).toList();

    assertThat(own.stream().map(type -> listing(type.javaType())).distinct()).hasSize(1);
    assertThat(AggregateKind.stored(kind.stored())).contains(kind);
    assertThat(AggregateKind.path(kind.path())).contains(kind);
  }

  @ParameterizedTest
  @EnumSource
  void anEventOfAnotherKindThanDeploymentsIsNamedAfterIt(EventType type) {
    if (type.kind() != AggregateKind.DEPLOYMENT)
      assertThat(type.wireName()).startsWith(type.kind().stored() + ".");
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
    assertThat(type.wireName()).matches("[a-z]+(-[a-z]+)*\\.[a-z]+(-[a-z]+)*");
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
      case WeirEvent event -> {
        assertThat(EventType.named(sample.wireName())).contains(EventType.of(event));
        assertThat(EventType.of(event).kind()).isEqualTo(event.kind());
      }
      case TransitionReport report ->
          assertThat(ReportType.named(sample.wireName())).contains(ReportType.of(report));
      default -> throw new AssertionError("Expected an event or a report: " + sample);
    }
  }

  /** The interface that lists the events of the record's kind. */
  private static Class<?> listing(Class<? extends WeirEvent> record) {
    return Stream.of(record.getInterfaces()).filter(Class::isSealed).findFirst().orElseThrow();
  }

  @SuppressWarnings("unchecked")
  private static <T> Class<? extends T>[] permitted(Class<T> sealed) {
    return leaves(sealed).toArray(Class[]::new);
  }

  private static Stream<Class<?>> leaves(Class<?> type) {
    return type.isSealed()
        ? Stream.of(type.getPermittedSubclasses()).flatMap(WireTableTest::leaves)
        : Stream.of(type);
  }
}
