package io.weir.executor.flink;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.stream.Stream;

/** {@link HaStorage} for {@code file:} URIs that this process sees too. */
public final class FileHaStorage implements HaStorage {
  @Override
  public boolean holds(String storageDir, String own) {
    return directory(storageDir, own).isPresent();
  }

  @Override
  public void remove(String storageDir, String own) throws IOException {
    Optional<Path> directory = directory(storageDir, own);
    if (directory.isPresent()) removeTree(directory.get());
  }

  private static Optional<Path> directory(String storageDir, String own) {
    return FileStorage.path(storageDir)
        .filter(Path::isAbsolute)
        .filter(path -> path.endsWith(own))
        .filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
        .filter(path -> !holdsState(path));
  }

  /** In doubt there is some. */
  private static boolean holdsState(Path root) {
    try (Stream<Path> files = Files.walk(root)) {
      return files.anyMatch(each -> each.getFileName().toString().equals(FileStorage.METADATA));
    } catch (IOException | UncheckedIOException e) {
      return true;
    }
  }

  private static void removeTree(Path root) throws IOException {
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException failure)
              throws IOException {
            if (failure != null) throw failure;
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
