package io.weir.executor.flink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A path that is not there. Is it gone, or is the storage away that it lies on? A directory above
 * that exists proves nothing: the place where a volume is to be mounted is one, too. One that holds
 * what Weir's jobs write beside it is proof, and so is one that only they make.
 *
 * @param path what is not there
 * @param nearest the directory that is, at the least distance above
 * @param doubt why it cannot be told whether the path is gone, for people; empty when it is
 */
record MissingPath(Path path, Path nearest, Optional<String> doubt) {
  /** Directories of one savepoint, job or deployment: nobody mounts a volume at such a name. */
  private static final Pattern OWN =
      Pattern.compile("[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  /** What is directly below {@code weir.storage.base}. */
  private static final Set<String> BELOW_THE_BASE =
      Set.of("flink-savepoints", "flink-checkpoints", "flink-ha");

  /**
   * Looks above.
   *
   * @param path absolute, and not there
   * @throws IOException when the file system does not let itself be asked
   */
  static MissingPath of(Path path) throws IOException {
    Path nearest = path;
    String missing = "";
    while (nearest.getParent() != null && isMissing(nearest)) {
      if (Files.isSymbolicLink(nearest))
        return new MissingPath(
            path,
            nearest.getParent(),
            Optional.of("%s is a link, and nothing is where it leads".formatted(nearest)));
      missing = nearest.getFileName().toString();
      nearest = nearest.getParent();
    }
    return new MissingPath(
        path,
        nearest,
        showsItself(nearest, missing)
            ? Optional.empty()
            : Optional.of(
                "%s, the nearest directory that is there, holds nothing else that Weir or Flink made: perhaps the storage is not mounted"
                    .formatted(nearest)));
  }

  /** Whether all is there that a removal leaves: it takes no more than the last two directories. */
  boolean likeRemoved() {
    Path parent = path.getParent();
    return nearest.equals(parent) || parent != null && nearest.equals(parent.getParent());
  }

  static boolean isMissing(Path path) throws IOException {
    try {
      Files.readAttributes(path, BasicFileAttributes.class);
      return false;
    } catch (NoSuchFileException none) {
      return true;
    }
  }

  /** Whether a directory is on the storage that the missing child was on, not a place for it. */
  private static boolean showsItself(Path directory, String missing) throws IOException {
    if (directory.getFileName() == null) return false;
    if (OWN.matcher(directory.getFileName().toString()).matches()) return true;
    for (Path above : directory.getParent())
      if (BELOW_THE_BASE.contains(above.toString())) return true;
    try (Stream<Path> children = Files.list(directory)) {
      return children.anyMatch(child -> alike(child, missing));
    }
  }

  private static boolean alike(Path child, String missing) {
    String name = child.getFileName().toString();
    boolean alike =
        OWN.matcher(missing).matches() && OWN.matcher(name).matches()
            || BELOW_THE_BASE.contains(missing) && BELOW_THE_BASE.contains(name);
    return alike && Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS);
  }
}
