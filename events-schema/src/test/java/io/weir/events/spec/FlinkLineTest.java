package io.weir.events.spec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlinkLineTest {
  @ParameterizedTest
  @CsvSource({"1.6, false", "1.7, false", "1.8, true", "1.10, true", "2.0, true"})
  void takesAJobIdSince1_8(String line, boolean takes) {
    assertThat(FlinkLine.parse(line).orElseThrow().takesJobId()).isEqualTo(takes);
  }

  @ParameterizedTest
  @CsvSource({"2.3, 2.3", "1.20.0, 1.20", " 1.9 , 1.9", "1.13-vendor.4, 1.13", "1.6.4-java8, 1.6"})
  void isTheFirstTwoNumbersOfAVersion(String version, String line) {
    assertThat(FlinkLine.parse(version)).hasToString("Optional[" + line + "]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2", "2.x", "latest", "v2.3", "2.3rc1", "99999.1"})
  void isNotReadFromAnythingElse(String version) {
    assertThat(FlinkLine.parse(version)).isEmpty();
  }

  @Test
  void comparesByNumberAndNotByText() {
    FlinkLine line = new FlinkLine(1, 20);

    assertThat(line.atLeast(1, 9)).isTrue();
    assertThat(line.atLeast(1, 20)).isTrue();
    assertThat(line.atLeast(2, 0)).isFalse();
    assertThat(new FlinkLine(2, 0)).isGreaterThan(line);
  }
}
