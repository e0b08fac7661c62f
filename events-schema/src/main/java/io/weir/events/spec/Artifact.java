package io.weir.events.spec;

import java.util.List;
import java.util.Optional;

/**
 * What Flink runs (app-manager-api.md 2.3).
 *
 * @param kind what sort of program it is
 * @param jarUri where the jar is; any textual change counts as a change of the template
 * @param entryClass the class with {@code main}; absent: the jar's manifest names it
 * @param mainArgs the program's arguments on one line, split as a shell would
 * @param additionalDependencies URIs of further files for the class path
 * @param sqlScript the script, for {@link Kind#SQLSCRIPT}
 * @param flinkVersion for example {@code 2.3}; maps to an image by configuration
 * @param flinkImageRegistry overrides the registry of the mapped image
 * @param flinkImageRepository overrides the repository of the mapped image
 * @param flinkImageTag overrides the tag of the mapped image
 */
public record Artifact(
    Kind kind,
    Optional<String> jarUri,
    Optional<String> entryClass,
    Optional<String> mainArgs,
    List<String> additionalDependencies,
    Optional<String> sqlScript,
    Optional<String> flinkVersion,
    Optional<String> flinkImageRegistry,
    Optional<String> flinkImageRepository,
    Optional<String> flinkImageTag) {
  /** The closed list of artifact kinds. */
  public enum Kind {
    /** A jar with a main class. */
    JAR,
    /** A SQL script. */
    SQLSCRIPT,
    /** A Python program. */
    PYTHON
  }

  public Artifact {
    additionalDependencies =
        additionalDependencies == null ? List.of() : List.copyOf(additionalDependencies);
  }
}
