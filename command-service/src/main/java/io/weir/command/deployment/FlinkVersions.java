package io.weir.command.deployment;

import io.weir.events.spec.FlinkLine;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The Flink versions that artifacts may name.
 *
 * @param known by the name that users write in {@code flinkVersion}
 * @param defaultVersion what artifacts that name none get; one of the known
 */
public record FlinkVersions(Map<String, Version> known, String defaultVersion) {
  /**
   * One version.
   *
   * @param line whose options and files it has
   * @param image its container image
   */
  public record Version(FlinkLine line, String image) {}

  public FlinkVersions {
    known = Map.copyOf(known);
    if (!known.containsKey(defaultVersion))
      throw new IllegalArgumentException(
          "Expected the default Flink version to be a known one (%s), but it is '%s'"
              .formatted(names(known), defaultVersion));
  }

  /** The version of this name. */
  public Optional<Version> find(String name) {
    return Optional.ofNullable(known.get(name));
  }

  /** The line of the default version. */
  public FlinkLine defaultLine() {
    return known.get(defaultVersion).line();
  }

  /** All names, oldest line first. */
  public String names() {
    return names(known);
  }

  private static String names(Map<String, Version> known) {
    return new TreeMap<>(known)
        .entrySet().stream()
            .sorted(Comparator.comparing(entry -> entry.getValue().line()))
            .map(Map.Entry::getKey)
            .collect(Collectors.joining(", "));
  }
}
