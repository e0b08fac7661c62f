package io.weir.events.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.events.WeirEvent;
import io.weir.events.report.TransitionReport;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What live code holds and what a replay reads are equal, for any event and report. */
class AnyRecordTest {
  @Property(tries = 1500)
  void anEventIsReadAsItWasWritten(@ForAll("events") WeirEvent event) {
    EventType type = EventType.of(event);
    byte[] written = EventCodec.encode(event);
    WeirEvent read = EventCodec.decode(type.wireName(), type.revision(), written);

    assertThat(read).isEqualTo(event).hasSameHashCodeAs(event);
    assertThat(new String(EventCodec.encode(read), StandardCharsets.UTF_8))
        .isEqualTo(new String(written, StandardCharsets.UTF_8))
        .as("times are cut to microseconds")
        .doesNotContainPattern("T[0-9:]{8}\\.[0-9]{7,9}Z");
  }

  @Property(tries = 500)
  void aReportIsReadAsItWasWritten(@ForAll("reports") TransitionReport report) {
    ReportType type = ReportType.of(report);
    byte[] written = ReportCodec.encode(report);
    TransitionReport read = ReportCodec.decode(type.wireName(), type.revision(), written);

    assertThat(read).isEqualTo(report).hasSameHashCodeAs(report);
    assertThat(new String(ReportCodec.encode(read), StandardCharsets.UTF_8))
        .isEqualTo(new String(written, StandardCharsets.UTF_8))
        .as("times are cut to microseconds")
        .doesNotContainPattern("T[0-9:]{8}\\.[0-9]{7,9}Z");
  }

  @Property(tries = 300)
  void anEventFitsItsSchema(@ForAll("events") WeirEvent event) {
    EventType type = EventType.of(event);
    String schema = Schemas.closed(type.wireName(), type.revision()).orElseThrow();

    assertThat(SchemaCheck.problems(schema, EventCodec.encode(event))).isEmpty();
  }

  @Provide
  Arbitrary<WeirEvent> events() {
    return Arbitraries.oneOf(
        Arrays.stream(EventType.values()).map(type -> any(type.javaType())).toList());
  }

  @Provide
  Arbitrary<TransitionReport> reports() {
    return Arbitraries.oneOf(
        Arrays.stream(ReportType.values()).map(type -> anyReport(type.javaType())).toList());
  }

  private static Arbitrary<WeirEvent> any(Class<? extends WeirEvent> type) {
    return AnyRecord.of(type).map(WeirEvent.class::cast);
  }

  private static Arbitrary<TransitionReport> anyReport(Class<? extends TransitionReport> type) {
    return AnyRecord.of(type).map(TransitionReport.class::cast);
  }
}
