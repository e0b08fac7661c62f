package io.weir.cluster.kubelet;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * A directory that looks like another one: real directories with a link for each file. Stands for a
 * mount where a program does not follow a link to a directory, as Flink before 2.0 does not at its
 * {@code usrlib}.
 */
final class MirroredDirectory {
  private MirroredDirectory() {}

  /**
   * Lays the mirror out, or brings it up to date.
   *
   * @param mirror where; it may be there from an earlier run
   * @param from what it looks like from now on
   * @throws IOException when something else lies at the mirror, too
   */
  static void lay(Path mirror, Path from) throws IOException {
    Path source = from.toRealPath();
    if (Files.isDirectory(mirror)) clear(mirror, source);
    Files.walkFileTree(
        source,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
              throws IOException {
            Files.createDirectories(in(mirror, source, directory));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.createSymbolicLink(in(mirror, source, file), file);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** Removes the links; a file that is no link is not ours. */
  private static void clear(Path mirror, Path source) throws IOException {
    Files.walkFileTree(
        mirror,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (!attributes.isSymbolicLink())
              throw new IOException(
                  "Expected to mount %s at %s, but the file %s lies there"
                      .formatted(source, mirror, file));
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException failure)
              throws IOException {
            if (failure != null) throw failure;
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static Path in(Path mirror, Path source, Path path) {
    return mirror.resolve(source.relativize(path).toString());
  }
}
