package io.weir.cluster.image;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which paths of a container are which paths of this machine. Containers have no mount namespace
 * here, so paths are mapped where they are named: in commands, environment values and mounted
 * configuration. A path that no mount covers is a path of this machine.
 */
public record PathMapping(List<Mount> mounts) {

  /**
   * @param containerPath absolute, without a slash at the end
   * @param hostPath where that is on this machine
   */
  public record Mount(String containerPath, Path hostPath) {}

  public PathMapping {
    // The longest path first: the mount deepest in the tree decides.
    mounts =
        mounts.stream()
            .sorted(Comparator.comparingInt((Mount mount) -> -mount.containerPath().length()))
            .toList();
  }

  /** The path of this machine for one path of the container. */
  public Path resolve(String containerPath) {
    for (Mount mount : mounts) {
      if (containerPath.equals(mount.containerPath())) {
        return mount.hostPath();
      }
      if (containerPath.startsWith(mount.containerPath() + "/")) {
        return mount
            .hostPath()
            .resolve(containerPath.substring(mount.containerPath().length() + 1));
      }
    }
    return Path.of(containerPath);
  }

  /**
   * The text with each mounted path in it replaced. A path counts only where it stands as a whole:
   * at the start, after {@code ://} or after a character that cannot be part of a path.
   */
  public String rewrite(String text) {
    if (mounts.isEmpty()) {
      return text;
    }
    StringBuilder alternatives = new StringBuilder();
    for (Mount mount : mounts) {
      alternatives
          .append(alternatives.isEmpty() ? "" : "|")
          .append(Pattern.quote(mount.containerPath()));
    }
    Matcher found =
        Pattern.compile("(?:(?<=://)|(?<![\\w./~-]))(" + alternatives + ")(?![\\w.~-])")
            .matcher(text);
    return found.replaceAll(match -> Matcher.quoteReplacement(resolve(match.group(1)).toString()));
  }
}
