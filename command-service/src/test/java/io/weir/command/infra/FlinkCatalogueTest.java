package io.weir.command.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.command.deployment.FlinkVersions;
import io.weir.events.spec.FlinkLine;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FlinkCatalogueTest {
  private static CommandSettings.Flink settings(
      String defaultVersion, Map<String, CommandSettings.Version> versions) {
    return new CommandSettings.Flink(defaultVersion, versions);
  }

  private static CommandSettings.Version version(String image, String line) {
    return new CommandSettings.Version(image, Optional.ofNullable(line));
  }

  @Test
  void knowsEveryLineFromTheFirstToTheNewest() {
    FlinkVersions versions = FlinkCatalogue.of(settings("2.3", Map.of()));

    assertThat(versions.names())
        .startsWith("1.6, 1.7, 1.8, 1.9, 1.10")
        .endsWith("1.20, 2.0, 2.1, 2.2, 2.3");
    assertThat(versions.defaultLine()).isEqualTo(new FlinkLine(2, 3));
    versions.known().forEach((name, version) -> assertThat(version.line()).hasToString(name));
  }

  @Test
  void isExtendedAndChangedBySettings() {
    FlinkVersions versions =
        FlinkCatalogue.of(
            settings(
                "acme",
                Map.of(
                    "acme", version("r.io/flink:7", "2.1"),
                    "1.20", version("r.io/flink:1.20", null),
                    "1.20.3", version("flink:1.20.3", null))));

    assertThat(versions.find("acme"))
        .contains(new FlinkVersions.Version(new FlinkLine(2, 1), "r.io/flink:7"));
    assertThat(versions.find("1.20").orElseThrow().image()).isEqualTo("r.io/flink:1.20");
    assertThat(versions.find("1.20.3").orElseThrow().line()).isEqualTo(new FlinkLine(1, 20));
  }

  @Test
  void refusesWhatCannotBeRun() {
    assertThatThrownBy(() -> FlinkCatalogue.of(settings("3.0", Map.of())))
        .hasMessageContaining("3.0")
        .hasMessageContaining("2.3");
    assertThatThrownBy(
            () -> FlinkCatalogue.of(settings("2.3", Map.of("acme", version("r.io/f", null)))))
        .hasMessageContaining("weir.flink.versions[acme].line");
    assertThatThrownBy(() -> FlinkCatalogue.of(settings("2.3", Map.of("2.2", version(" ", null)))))
        .hasMessageContaining("weir.flink.versions[2.2].image");
  }
}
