package io.weir.projection.infra;

import io.weir.projection.api.SystemInformation.Revision;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Properties;

/** What the build wrote about its sources. */
final class BuildFacts {
  private BuildFacts() {}

  /**
   * The facts of this build.
   *
   * @param compatibleVersion the App Manager version to name
   */
  static Revision read(String compatibleVersion) {
    Properties facts = new Properties();
    try (InputStream file = BuildFacts.class.getResourceAsStream("commit.properties")) {
      if (file != null) facts.load(file);
    } catch (IOException unreadable) {
      throw new IllegalStateException("Expected to read commit.properties", unreadable);
    }
    return new Revision(
        fact(facts, "git.commit.time"),
        compatibleVersion,
        fact(facts, "git.commit.id.full"),
        fact(facts, "git.commit.id.abbrev"));
  }

  private static Optional<String> fact(Properties facts, String name) {
    return Optional.ofNullable(facts.getProperty(name)).filter(text -> !text.isBlank());
  }
}
