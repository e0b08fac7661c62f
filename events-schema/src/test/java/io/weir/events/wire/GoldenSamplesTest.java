package io.weir.events.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.events.reference.WireNames;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** The samples that other readers (the console, partners) are built against. */
class GoldenSamplesTest {
  private static final JsonMapper PLAIN = JsonMapper.shared();

  static List<WireType<?>> types() {
    return WireNames.all();
  }

  static List<GoldenSample> samples() {
    return GoldenSample.all();
  }

  static List<GoldenSample> currentSamples() {
    return GoldenSample.current();
  }

  @ParameterizedTest
  @MethodSource("types")
  void everyTypeHasASampleOfWhatIsWrittenToday(WireType<?> type) {
    boolean mayLackFields = !RecordFields.optional(type.javaType()).isEmpty();

    assertThat(currentSamples())
        .as(
            "golden/%s: write %s.json with every field%s (docs/handbook.md 'add an event')",
            type.wireName(),
            type.revision(),
            mayLackFields ? ", and " + type.revision() + "-minimal.json without optional ones" : "")
        .filteredOn(sample -> sample.wireName().equals(type.wireName()))
        .extracting(GoldenSample::minimal)
        .containsExactlyInAnyOrderElementsOf(mayLackFields ? List.of(false, true) : List.of(false));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void everySampleIsReadAsTodaysRecord(GoldenSample sample) {
    Class<?> expected =
        types().stream()
            .filter(type -> type.wireName().equals(sample.wireName()))
            .findFirst()
            .orElseThrow()
            .javaType();

    assertThat(sample.decode(sample.bytes())).isInstanceOf(expected);
  }

  @ParameterizedTest
  @MethodSource("currentSamples")
  void whatIsReadIsWrittenTheSame(GoldenSample sample) {
    byte[] written = WireJson.write(sample.decode(sample.bytes()));

    assertThat(PLAIN.readTree(written))
        .as(
            "%s: a released sample is never edited; a new shape is a new revision"
                + " (docs/handbook.md 'add a field')",
            sample)
        .isEqualTo(PLAIN.readTree(sample.bytes()));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void fitsTheSchemasOfItsRevision(GoldenSample sample) {
    String closed = Schemas.closed(sample.wireName(), sample.revision()).orElseThrow();
    String open = Schemas.open(sample.wireName(), sample.revision()).orElseThrow();

    assertThat(SchemaCheck.problems(closed, sample.bytes())).isEmpty();
    assertThat(SchemaCheck.problems(open, sample.bytes())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("currentSamples")
  void hasEveryFieldOrIsMinimal(GoldenSample sample) {
    Object value = sample.decode(sample.bytes());

    if (sample.minimal())
      assertThat(RecordFields.present(value))
          .doesNotContainAnyElementsOf(RecordFields.optional(value.getClass()));
    else
      assertThat(RecordFields.present(value))
          .containsExactlyElementsOf(RecordFields.possible(value.getClass()));
  }
}
