package io.weir.cluster.image;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A process to start.
 *
 * @param command program and arguments
 * @param environment all of its environment: nothing is inherited
 * @param workingDirectory where it starts
 * @param paths where the paths that it was told are
 */
public record Launch(
    List<String> command,
    Map<String, String> environment,
    Path workingDirectory,
    PathMapping paths) {
  public Launch {
    command = List.copyOf(command);
  }
}
