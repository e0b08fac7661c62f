package io.weir.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

  @Test
  void readsAllOptions() {
    Settings settings =
        Settings.parse(
            List.of(
                "--data",
                "/d",
                "--images",
                "/i.yaml",
                "--port",
                "7",
                "--cache",
                "/c",
                "--restart-back-off",
                "250",
                "--until-stdin-closes"));
    assertThat(settings.data()).isEqualTo(Path.of("/d"));
    assertThat(settings.images()).isEqualTo(Path.of("/i.yaml"));
    assertThat(settings.cache()).isEqualTo(Path.of("/c"));
    assertThat(settings.port()).isEqualTo(7);
    assertThat(settings.podPolicy().backOff()).isEqualTo(Duration.ofMillis(250));
    assertThat(settings.untilStdinCloses()).isTrue();
  }

  @Test
  void needsOnlyDataAndImages() {
    Settings settings = Settings.parse(List.of("--data", "/d", "--images", "/i.yaml"));
    assertThat(settings.cache()).isEqualTo(Path.of("/d/cache"));
    assertThat(settings.port()).isZero();
    assertThat(settings.untilStdinCloses()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "--data /d, --data and --images are needed",
    "--data, Expected a value after --data",
    "--port x, Expected a number after --port",
    "--what, Unknown option --what"
  })
  void saysWhatIsWrongAndHowItIsRight(String line, String message) {
    assertThatThrownBy(() -> Settings.parse(List.of(line.split(" "))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message)
        .hasMessageContaining("Usage: local-cluster");
  }
}
