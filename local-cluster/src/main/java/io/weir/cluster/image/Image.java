package io.weir.cluster.image;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stands behind an image name on this machine. */
public sealed interface Image {

  /**
   * A Flink distribution.
   *
   * @param home holds {@code lib} with the distribution's jars
   * @param jars all jars of {@code lib}, in class path order
   */
  record Flink(Path home, List<Path> jars) implements Image {
    private static final Pattern CORE = Pattern.compile("flink-core-1\\.([0-9]+)\\..*\\.jar");

    public Flink {
      jars = List.copyOf(jars);
    }

    /**
     * Whether this is Flink 1.10 or older, where the program is started in another way: its jars
     * tell.
     */
    boolean isBefore1_11() {
      return isBefore1(11);
    }

    /**
     * Whether this is Flink 1.17 or older, which was not made for a Java with modules: its own
     * configuration opens none.
     */
    boolean isBefore1_18() {
      return isBefore1(18);
    }

    private boolean isBefore1(int minor) {
      return jars.stream()
          .map(jar -> CORE.matcher(jar.getFileName().toString()))
          .filter(Matcher::matches)
          .anyMatch(core -> Integer.parseInt(core.group(1)) < minor);
    }
  }

  /** The program that brings a user's jar into a pod; see {@link ArtifactFetcher}. */
  record Fetcher() implements Image {}

  /** The programs of this machine: a container's command is run as it stands. */
  record Host() implements Image {}
}
