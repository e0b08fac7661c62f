package io.weir.command.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class CommandSettingsTest {
  @Test
  void dataIsTriedToBeRemovedAgainAfterAMinuteAndLaterOnceADay() {
    CommandSettings settings = bound(Map.of());

    assertThat(settings.removal())
        .isEqualTo(new CommandSettings.Removal(Duration.ofMinutes(1), Duration.ofDays(1)));
  }

  @Test
  void takesOtherPauses() {
    CommandSettings settings =
        bound(
            Map.of(
                "weir.removal.first-pause", "5s",
                "weir.removal.longest-pause", "1h"));

    assertThat(settings.removal())
        .isEqualTo(new CommandSettings.Removal(Duration.ofSeconds(5), Duration.ofHours(1)));
  }

  @Test
  void refusesWhatCannotWork() {
    assertThatThrownBy(() -> bound(Map.of("weir.removal.first-pause", "0s")))
        .hasRootCauseMessage(
            "Expected weir.removal.first-pause to be longer than nothing, such as 1m, but it is PT0S");
    assertThatThrownBy(() -> bound(Map.of("weir.removal.longest-pause", "10s")))
        .hasRootCauseMessage(
            "Expected weir.removal.longest-pause to be no shorter than weir.removal.first-pause"
                + " (PT1M), such as 1d, but it is PT10S");
  }

  private static CommandSettings bound(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("weir", CommandSettings.class);
  }
}
