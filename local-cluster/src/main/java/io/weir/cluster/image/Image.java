package io.weir.cluster.image;

import java.nio.file.Path;
import java.util.List;

/** What stands behind an image name on this machine. */
public sealed interface Image {

  /**
   * A Flink distribution.
   *
   * @param home holds {@code lib} with the distribution's jars
   * @param jars all jars of {@code lib}, in class path order
   */
  record Flink(Path home, List<Path> jars) implements Image {
    public Flink {
      jars = List.copyOf(jars);
    }
  }

  /** The program that brings a user's jar into a pod; see {@link ArtifactFetcher}. */
  record Fetcher() implements Image {}

  /** The programs of this machine: a container's command is run as it stands. */
  record Host() implements Image {}
}
