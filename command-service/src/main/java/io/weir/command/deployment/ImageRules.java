package io.weir.command.deployment;

import java.util.Optional;
import java.util.regex.Pattern;

/** What the version of Flink and the parts of its image's name must obey. */
final class ImageRules {
  private final SpecFaults faults;
  private final PlatformSettings settings;
  private final String at;

  /**
   * @param at the pointer to what has the fields
   */
  ImageRules(SpecFaults faults, PlatformSettings settings, String at) {
    this.faults = faults;
    this.settings = settings;
    this.at = at;
  }

  void check(
      Optional<String> flinkVersion,
      Optional<String> registry,
      Optional<String> repository,
      Optional<String> tag) {
    flinkVersion
        .filter(version -> settings.flink().find(version).isEmpty())
        .ifPresent(
            version ->
                faults.add(
                    at + "/flinkVersion",
                    "Flink '%s' is not known; known are %s"
                        .formatted(SpecFaults.printable(version), settings.flink().names())));
    part("flinkImageRegistry", registry, ImageName.REGISTRY, "registry.example.com:5000");
    part("flinkImageRepository", repository, ImageName.REPOSITORY, "data/flink");
    part(
        "flinkImageTag",
        tag,
        ImageName.VERSION,
        "2.3.0-java21, or sha256:… and 64 hexadecimal digits");
  }

  private void part(String field, Optional<String> value, Pattern shape, String example) {
    value
        .filter(text -> text.isEmpty() || !shape.matcher(text).matches())
        .ifPresent(text -> faults.add(at + "/" + field, "expected for example " + example));
  }
}
