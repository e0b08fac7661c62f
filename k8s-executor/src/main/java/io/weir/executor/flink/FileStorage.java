package io.weir.executor.flink;

import io.weir.executor.deployment.decide.Seen;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@link SavepointStorage} for {@code file:} URIs that this process sees too. */
public final class FileStorage implements SavepointStorage {
  /** Flink writes it last: with it the state is complete. */
  static final String METADATA = "_metadata";

  @Override
  public Seen<State> newest(String directory) {
    Optional<Path> path = path(directory);
    if (path.isEmpty()) return Seen.unknown(notReadable(directory));
    try {
      List<Path> complete = complete(path.get());
      if (complete.isEmpty()) return none(directory, path.get());
      List<State> states = new ArrayList<>();
      for (Path each : complete) states.add(state(each));
      return Seen.present(
          states.stream().max(Comparator.comparing(State::completedAt)).orElseThrow());
    } catch (IOException e) {
      return Seen.unknown("reading " + directory + " failed: " + e);
    }
  }

  @Override
  public Seen<String> begun(String directory) {
    Optional<Path> path = path(directory);
    if (path.isEmpty()) return Seen.unknown(notReadable(directory));
    try {
      if (MissingPath.isMissing(path.get())) return none(directory, path.get());
      try (Stream<Path> children = Files.list(path.get())) {
        return children
            .findFirst()
            .map(child -> Seen.present(child.getFileName().toString()))
            .orElseGet(Seen::absent);
      }
    } catch (IOException e) {
      return Seen.unknown("reading " + directory + " failed: " + e);
    }
  }

  private static String notReadable(String directory) {
    return "only file: storage can be read from here, and this is " + directory;
  }

  /** What is not there because its storage is away may be there all the same. */
  private static <T> Seen<T> none(String directory, Path path) throws IOException {
    if (!MissingPath.isMissing(path)) return Seen.absent();
    return MissingPath.of(path)
        .doubt()
        .map(doubt -> Seen.<T>unknown("there is nothing at %s, but %s".formatted(directory, doubt)))
        .orElseGet(Seen::absent);
  }

  static Optional<Path> path(String directory) {
    if (directory.startsWith("/")) return Optional.of(Path.of(directory));
    try {
      URI uri = URI.create(directory);
      return "file".equals(uri.getScheme()) && uri.getPath() != null
          ? Optional.of(Path.of(uri.getPath()))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static List<Path> complete(Path directory) throws IOException {
    if (MissingPath.isMissing(directory)) return List.of();
    if (!MissingPath.isMissing(directory.resolve(METADATA))) return List.of(directory);
    List<Path> complete = new ArrayList<>();
    try (Stream<Path> children = Files.list(directory)) {
      for (Path child : children.filter(Files::isDirectory).toList())
        if (!MissingPath.isMissing(child.resolve(METADATA))) complete.add(child);
    }
    return complete;
  }

  private static State state(Path directory) throws IOException {
    Instant written = Files.getLastModifiedTime(directory.resolve(METADATA)).toInstant();
    long size = 0;
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) size += Files.size(file);
    }
    return new State("file:" + directory.toAbsolutePath(), written, Optional.of(size));
  }
}
