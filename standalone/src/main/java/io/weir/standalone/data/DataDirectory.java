package io.weir.standalone.data;

import io.weir.standalone.refusal.UserError;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A data directory that this process has to itself until {@link #close()}.
 *
 * <p>The file {@code layout} holds the number of the directory's layout and is put in place last,
 * in one step: a directory without it was never completely made.
 */
public final class DataDirectory implements AutoCloseable {
  /** What this version writes and reads. */
  static final int LAYOUT = 1;

  /** PostgreSQL and Kafka need that much for their first files. */
  static final long NEEDED_BYTES = 512L << 20;

  private static final String LAYOUT_FILE = "layout";
  private static final String LAYOUT_DRAFT = "layout.draft";
  private static final String LOCK_FILE = "lock";

  private static final Set<String> PARTS =
      Set.of("broker", "database", "cluster", "storage", "logs", "pod-classes", "run");

  /** Where earlier versions kept what can be made again. */
  private static final String FORMER_CACHE = "cds";

  private final Path root;
  private final FileChannel lock;

  private DataDirectory(Path root, FileChannel lock) {
    this.root = root;
    this.lock = lock;
  }

  /**
   * Opens a directory; makes it when there is none.
   *
   * @throws UserError when it is in use, not ours, half-written, of a newer version, not writable
   *     or on a full disk
   */
  public static DataDirectory open(Path directory) {
    return open(directory, DataDirectory::usableBytes);
  }

  static DataDirectory open(Path directory, ToLongFunction<Path> usableBytes) {
    Path root = directory.toAbsolutePath().normalize();
    FileChannel lock = null;
    try {
      refuseForeign(root);
      Files.createDirectories(root);
      lock = lock(root);
      requireLayout(root);
      long usable = usableBytes.applyAsLong(root);
      if (usable < NEEDED_BYTES) {
        throw new UserError(
            "Expected %d MB of free disk space for %s, but there are %d MB; make room or name another directory with --data."
                .formatted(NEEDED_BYTES >> 20, root, usable >> 20));
      }
      for (String part : PARTS) {
        Files.createDirectories(root.resolve(part));
      }
      writeLayout(root);
      removeFormerCache(root);
      return new DataDirectory(root, lock);
    } catch (AccessDeniedException denied) {
      release(lock);
      throw new UserError(
          "Expected to write in the data directory %s, but the user %s may not; change its owner or name another directory with --data."
              .formatted(root, System.getProperty("user.name")),
          denied);
    } catch (IOException failure) {
      release(lock);
      throw new UserError(
          "Expected to open the data directory %s, but: %s; name another directory with --data."
              .formatted(root, failure),
          failure);
    } catch (UserError refused) {
      release(lock);
      throw refused;
    }
  }

  /** Whether some process has the directory open. */
  public static boolean isInUse(Path directory) {
    Path file = directory.resolve(LOCK_FILE);
    if (!Files.exists(file)) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock free = tryLock(channel)) {
      return free == null;
    } catch (IOException failure) {
      throw new UserError(
          "Expected to read the data directory %s, but: %s.".formatted(directory, failure),
          failure);
    }
  }

  public Path root() {
    return root;
  }

  public Path resolve(String part) {
    return root.resolve(part);
  }

  @Override
  public void close() {
    release(lock);
  }

  private static void refuseForeign(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    if (!Files.isDirectory(root)) {
      throw new UserError(
          "Expected a directory at %s, but it is a file; name another with --data."
              .formatted(root));
    }
    if (!Files.isWritable(root)) {
      throw new AccessDeniedException(root.toString());
    }
    try (Stream<Path> files = Files.list(root)) {
      Set<String> names =
          files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
      // A first start that was cut short leaves the lock and perhaps the draft, nothing else.
      names.removeAll(Set.of(LOCK_FILE, LAYOUT_DRAFT, "logs"));
      if (!names.isEmpty() && !names.contains(LAYOUT_FILE) && !isOursUnfinished(root, names)) {
        throw new UserError(
            "Expected a data directory of Weir at %s, but it holds other files (%s); name another directory with --data."
                .formatted(
                    root, names.stream().sorted().limit(3).collect(Collectors.joining(", "))));
      }
    }
  }

  /** Only empty directories that {@link #open} makes before it writes the layout. */
  private static boolean isOursUnfinished(Path root, Set<String> names) throws IOException {
    if (!Files.exists(root.resolve(LOCK_FILE))) {
      return false;
    }
    for (String name : names) {
      if (!PARTS.contains(name) && !name.equals(FORMER_CACHE)) {
        return false;
      }
      try (Stream<Path> inside = Files.list(root.resolve(name))) {
        if (inside.findAny().isPresent()) {
          return false;
        }
      }
    }
    return true;
  }

  private static void requireLayout(Path root) throws IOException {
    Path file = root.resolve(LAYOUT_FILE);
    if (!Files.exists(file)) {
      return;
    }
    String text = Files.readString(file).strip();
    int layout;
    try {
      layout = Integer.parseInt(text);
    } catch (NumberFormatException damaged) {
      throw new UserError(
          "Expected a number in %s, but it holds '%s': the directory is half-written; restore it from a backup, or delete it to start empty."
              .formatted(file, text),
          damaged);
    }
    if (layout > LAYOUT) {
      throw new UserError(
          "Expected layout %d in the data directory %s, but it was written by a newer Weir (layout %d); start that version, or name another directory with --data."
              .formatted(LAYOUT, root, layout));
    }
  }

  private static void writeLayout(Path root) throws IOException {
    Path draft = root.resolve(LAYOUT_DRAFT);
    Files.writeString(draft, LAYOUT + "\n");
    Files.move(draft, root.resolve(LAYOUT_FILE), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Pods that run on have open what they need of it. */
  private static void removeFormerCache(Path root) throws IOException {
    Path cache = root.resolve(FORMER_CACHE);
    if (!Files.isDirectory(cache, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (Stream<Path> files = Files.walk(cache)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static FileChannel lock(Path root) throws IOException {
    FileChannel channel =
        FileChannel.open(
            root.resolve(LOCK_FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (tryLock(channel) == null) {
      channel.close();
      throw new UserError(
          "Expected to have the data directory %s alone, but another Weir uses it; stop that with 'weir down --data %s', or name another directory with --data."
              .formatted(root, root));
    }
    return channel;
  }

  private static FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException heldByThisJvm) {
      return null;
    }
  }

  private static void release(FileChannel channel) {
    if (channel == null) {
      return;
    }
    try {
      channel.close();
    } catch (IOException failure) {
      throw new IllegalStateException("Expected to release the data directory's lock.", failure);
    }
  }

  private static long usableBytes(Path root) {
    try {
      return Files.getFileStore(root).getUsableSpace();
    } catch (IOException failure) {
      throw new UserError(
          "Expected to learn the free disk space of %s, but: %s.".formatted(root, failure),
          failure);
    }
  }
}
