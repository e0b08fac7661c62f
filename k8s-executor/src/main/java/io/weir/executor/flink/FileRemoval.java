package io.weir.executor.flink;

import io.weir.executor.deployment.decide.DataView;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@link StateRemoval} for {@code file:} URIs that this process sees too. The metadata file goes
 * last: as long as it is there, something is left.
 */
public final class FileRemoval implements StateRemoval {
  private static final String CHECKPOINT = "chk-[0-9]+";

  /** What the checkpoints of one job share; of use to nobody once the last of them is gone. */
  private static final List<String> SHARED = List.of("shared", "taskowned");

  @Override
  public DataView look(String location) {
    Optional<Path> path = FileStorage.path(location);
    if (path.isEmpty())
      return new DataView.Unsupported(
          "The executor removes data from file: storage only, and this is " + location);
    try {
      return MissingPath.isMissing(path.get().resolve(FileStorage.METADATA))
          ? withoutMetadata(location, path.get())
          : new DataView.Present();
    } catch (IOException e) {
      return new DataView.Unknown("whether " + location + " exists cannot be told: " + e);
    }
  }

  private static DataView withoutMetadata(String location, Path directory) throws IOException {
    if (!MissingPath.isMissing(directory)) {
      if (isEmpty(directory)) return new DataView.Absent();
      return new DataView.NoState(
          "There are files at %s, but not the _metadata that Flink's state has"
              .formatted(location));
    }
    MissingPath missing = MissingPath.of(directory);
    return missing
        .doubt()
        .<DataView>map(
            doubt ->
                new DataView.Missing(
                    missing.likeRemoved(),
                    "There is nothing at %s, but it cannot be told whether the data is gone: %s"
                        .formatted(location, doubt)))
        .orElseGet(DataView.Absent::new);
  }

  private static boolean isEmpty(Path directory) throws IOException {
    try (Stream<Path> children = Files.list(directory)) {
      return children.findAny().isEmpty();
    }
  }

  @Override
  public void remove(String location) throws IOException, NotStateException {
    Path directory =
        FileStorage.path(location)
            .orElseThrow(() -> new NotStateException(location + " is no file: location"));
    Path metadata = directory.resolve(FileStorage.METADATA);
    if (Files.isSymbolicLink(directory))
      throw new NotStateException(
          "Expected Flink's own directory at "
              + location
              + ", but it is a link, and nothing is removed through a link");
    if (!Files.isRegularFile(metadata))
      throw new NotStateException(
          "Expected a directory with Flink's _metadata at " + location + ", but there is none");
    removeTree(directory, metadata);
    Path job = directory.getParent();
    boolean lastCheckpoint =
        directory.getFileName().toString().matches(CHECKPOINT) && !hasCheckpoint(job, directory);
    if (lastCheckpoint)
      for (String shared : SHARED) {
        if (!Files.isDirectory(job.resolve(shared))) continue;
        removeTree(job.resolve(shared), metadata);
        Files.deleteIfExists(job.resolve(shared));
      }
    Files.deleteIfExists(metadata);
    removeIfEmpty(directory);
    removeIfEmpty(job);
  }

  private static boolean hasCheckpoint(Path job, Path besides) throws IOException {
    try (Stream<Path> children = Files.list(job)) {
      return children.anyMatch(
          child -> child.getFileName().toString().matches(CHECKPOINT) && !child.equals(besides));
    }
  }

  /** All below the root but the file to be kept; links are removed, never followed. */
  private static void removeTree(Path root, Path kept) throws IOException {
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (!file.equals(kept)) Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException failure)
              throws IOException {
            if (failure != null) throw failure;
            if (!directory.equals(root)) Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static void removeIfEmpty(Path directory) throws IOException {
    try {
      Files.deleteIfExists(directory);
    } catch (DirectoryNotEmptyException | NoSuchFileException stays) {
      // Somebody else's files are below it, or somebody was faster.
    }
  }
}
