package io.weir.command.artifact;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.weir.command.artifact.RefusedArtifactException.Code;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Artifacts in a directory that the jobs' pods see, too: {@code
 * <base>/artifacts/namespaces/<namespace>/<name>}. A file is written beside and moved into place.
 */
public final class FileArtifactStorage implements ArtifactStorage {
  /** Nobody uploads for longer: what is older was left by a process that died. */
  private static final Duration ABANDONED = Duration.ofDays(1);

  private final Path namespaces;
  private final Path drafts;

  /**
   * @param base an existing or new directory
   * @param now for what was abandoned
   */
  public FileArtifactStorage(Path base, Instant now) {
    namespaces = base.resolve("artifacts").resolve("namespaces");
    drafts = base.resolve("artifacts").resolve(".drafts");
    forgetAbandoned(now);
  }

  @Override
  public Artifact store(String namespace, ArtifactName name, InputStream content)
      throws IOException {
    Path draft = drafts.resolve(UUID.randomUUID().toString());
    try {
      Files.createDirectories(drafts);
      Files.createDirectories(of(namespace));
      try (FileChannel file =
          FileChannel.open(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        if (content.transferTo(Channels.newOutputStream(file)) == 0)
          throw new RefusedArtifactException(
              Code.EMPTY_FILE, "Expected a file with content, but " + name.text() + " is empty");
        file.force(true);
      }
      Path place = of(namespace).resolve(name.text());
      Files.move(draft, place, StandardCopyOption.ATOMIC_MOVE);
      force(of(namespace));
      return find(namespace, name)
          .orElseThrow(() -> unavailable("store", new NoSuchFileException(place.toString())));
    } catch (IOException failure) {
      throw unavailable("store", failure);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  @Override
  public List<Artifact> list(String namespace, int limit) {
    try (Stream<Path> files = Files.list(of(namespace))) {
      List<Artifact> found = new ArrayList<>();
      for (Path file : files.sorted().toList()) {
        if (found.size() == limit) break;
        artifact(file).ifPresent(found::add);
      }
      return found;
    } catch (NoSuchFileException none) {
      return List.of();
    } catch (IOException failure) {
      throw unavailable("list", failure);
    }
  }

  @Override
  public Optional<Artifact> find(String namespace, ArtifactName name) {
    try {
      return artifact(of(namespace).resolve(name.text()));
    } catch (IOException failure) {
      throw unavailable("read", failure);
    }
  }

  @Override
  public boolean delete(String namespace, ArtifactName name) {
    try {
      return find(namespace, name).isPresent()
          && Files.deleteIfExists(of(namespace).resolve(name.text()));
    } catch (IOException failure) {
      throw unavailable("delete", failure);
    }
  }

  @Override
  public void deleteAll(String namespace) {
    for (Artifact artifact : list(namespace, Integer.MAX_VALUE)) delete(namespace, artifact.name());
  }

  /** A link, a directory or a name that is none is no artifact, whoever put it there. */
  private static Optional<Artifact> artifact(Path file) throws IOException {
    String name = file.getFileName().toString();
    if (!ArtifactName.fits(name)) return Optional.empty();
    BasicFileAttributes attributes;
    try {
      attributes = Files.readAttributes(file, BasicFileAttributes.class, NOFOLLOW_LINKS);
    } catch (NoSuchFileException gone) {
      return Optional.empty();
    }
    if (!attributes.isRegularFile()) return Optional.empty();
    return Optional.of(
        new Artifact(
            new ArtifactName(name),
            uri(file),
            attributes.lastModifiedTime().toInstant().truncatedTo(ChronoUnit.SECONDS)));
  }

  /** Three slashes: Flink takes {@code file:/x} and {@code file:///x} for different places. */
  private static URI uri(Path file) {
    return URI.create("file://" + file.toAbsolutePath().toUri().getRawPath());
  }

  private Path of(String namespace) {
    return namespaces.resolve(namespace);
  }

  /** So that the name survives a power failure, not only the content. */
  private static void force(Path directory) throws IOException {
    try (FileChannel entries = FileChannel.open(directory, StandardOpenOption.READ)) {
      entries.force(true);
    }
  }

  private void forgetAbandoned(Instant now) {
    if (!Files.isDirectory(drafts)) return;
    try (Stream<Path> files = Files.list(drafts)) {
      for (Path draft : files.toList())
        if (Files.getLastModifiedTime(draft).toInstant().isBefore(now.minus(ABANDONED)))
          Files.deleteIfExists(draft);
    } catch (IOException failure) {
      throw unavailable("clean", failure);
    }
  }

  private static RefusedArtifactException unavailable(String what, IOException failure) {
    return new RefusedArtifactException(
        Code.STORAGE_UNAVAILABLE,
        "Expected to "
            + what
            + " artifacts, but the storage does not let it happen. Try again in a moment; the log of"
            + " the command service says why",
        failure);
  }
}
