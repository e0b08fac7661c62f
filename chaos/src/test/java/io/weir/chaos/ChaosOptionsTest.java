package io.weir.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.standalone.refusal.UserError;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChaosOptionsTest {
  @Test
  void takesDefaultsAndValues() {
    assertThat(ChaosOptions.parse(List.of()))
        .isEqualTo(new ChaosOptions(100, 1, Duration.ofDays(1), "", Optional.empty()));
    assertThat(
            ChaosOptions.parse(
                List.of(
                    "--kills",
                    "7",
                    "--seed",
                    "-3",
                    "--minutes",
                    "5",
                    "--failpoints",
                    "rescale",
                    "--data",
                    "d")))
        .isEqualTo(
            new ChaosOptions(7, -3, Duration.ofMinutes(5), "rescale", Optional.of(Path.of("d"))));
  }

  @ParameterizedTest
  @CsvSource({
    "--kills, 0, from 1 to 100000",
    "--kills, many, whole number",
    "--seed, 1.5, whole number",
    "--minutes, 0, from 1 to 1440",
    "--speed, 1, no argument '--speed'"
  })
  void refusesWhatCannotBe(String option, String value, String why) {
    assertThatThrownBy(() -> ChaosOptions.parse(List.of(option, value)))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("weir chaos [--kills")
        .hasMessageContaining(why);
  }

  @Test
  void refusesAnOptionWithoutItsValue() {
    assertThatThrownBy(() -> ChaosOptions.parse(List.of("--kills")))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("needs a value");
  }
}
