package io.weir.cluster.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The directory of the one journal in use, {@code journal.<n>}.
 *
 * <p>Compaction writes {@code journal.<n+1>.tmp}, names it {@code journal.<n+1>}, then deletes
 * {@code journal.<n>}; after a crash the highest number is the truth, and whatever else lies there
 * is deleted.
 */
final class JournalDirectory implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(JournalDirectory.class);
  private static final String PREFIX = "journal.";
  private static final String UNFINISHED = ".tmp";

  private final Path directory;
  private final Consumer<Step> steps;
  private final FileChannel lock;
  private long number;
  private Journal journal;
  private long sizeAfterCompaction;

  private JournalDirectory(Path directory, Consumer<Step> steps, FileChannel lock) {
    this.directory = directory;
    this.steps = steps;
    this.lock = lock;
  }

  static JournalDirectory open(Path directory, Consumer<Step> steps, Consumer<JsonNode> reader) {
    try {
      Files.createDirectories(directory);
      JournalDirectory opened = new JournalDirectory(directory, steps, lock(directory));
      opened.openHighest(reader);
      return opened;
    } catch (IOException e) {
      throw new StoreFailed(
          "Expected to open the cluster's state in " + directory + ", but: " + e.getMessage(), e);
    }
  }

  private static FileChannel lock(Path directory) throws IOException {
    Path file = directory.resolve("lock");
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock held;
    try {
      held = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      held = null;
    }
    if (held == null) {
      channel.close();
      throw new StoreFailed(
          "Another API server runs on "
              + directory
              + " and holds "
              + file
              + ": stop it, or choose another directory.");
    }
    return channel;
  }

  private void openHighest(Consumer<JsonNode> reader) throws IOException {
    List<Path> journals = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(f -> f.getFileName().toString().startsWith(PREFIX)).toList()) {
        if (file.toString().endsWith(UNFINISHED)) {
          Files.delete(file);
        } else {
          journals.add(file);
        }
      }
    }
    journals.sort(Comparator.comparingLong(JournalDirectory::numberOf));
    Path current = journals.isEmpty() ? directory.resolve(PREFIX + 1) : journals.removeLast();
    for (Path old : journals) {
      Files.delete(old);
    }
    number = numberOf(current);
    journal = Journal.open(current, steps, reader);
    syncDirectory();
  }

  private static long numberOf(Path journal) {
    return Long.parseLong(journal.getFileName().toString().substring(PREFIX.length()));
  }

  void append(byte[] line) {
    journal.append(line);
  }

  /** Bytes in the journal that a compaction made now could at most save. */
  long growth() {
    return journal.size() - sizeAfterCompaction;
  }

  long size() {
    return journal.size();
  }

  /**
   * Replaces the journal by one that holds just these records. Where that fails for lack of space,
   * the old one goes on being used.
   *
   * @throws StoreFailed if it is not certain which of the two the next start would read; nothing
   *     can be written any more then
   */
  void compact(Stream<ObjectNode> records) {
    Path next = directory.resolve(PREFIX + (number + 1));
    Path unfinished = directory.resolve(PREFIX + (number + 1) + UNFINISHED);
    try {
      write(unfinished, records);
    } catch (IOException e) {
      LOG.warn(
          "{} goes on growing: expected to write its compacted form to {}, but: {}. Check the disk's space.",
          directory,
          unfinished,
          e.toString());
      sizeAfterCompaction = journal.size();
      return;
    }
    steps.accept(Step.COMPACTION_WRITTEN);
    try {
      Files.move(unfinished, next, StandardCopyOption.ATOMIC_MOVE);
      syncDirectory();
      steps.accept(Step.COMPACTION_NAMED);
      journal.close();
      journal = Journal.open(next, steps, record -> {});
      sizeAfterCompaction = journal.size();
      Files.delete(directory.resolve(PREFIX + number));
      number++;
      steps.accept(Step.COMPACTION_DONE);
    } catch (IOException e) {
      closeToo(journal, e);
      throw new StoreFailed(
          "Expected to go over to "
              + next
              + ", but: "
              + e.getMessage()
              + ". Restart the cluster once the disk is sound.",
          e);
    }
  }

  private void write(Path file, Stream<ObjectNode> records) throws IOException {
    try (FileChannel out =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      for (ObjectNode record : (Iterable<ObjectNode>) records::iterator) {
        Journal.write(out, Journal.line(record));
        steps.accept(Step.COMPACTION_HALF_WRITTEN);
      }
      out.force(true);
    }
  }

  private static void closeToo(Journal journal, IOException failure) {
    try {
      journal.close();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  /** A new or renamed file survives a power cut only once its directory is on the disk too. */
  private void syncDirectory() throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  @Override
  public void close() throws IOException {
    try (lock) {
      journal.close();
    }
  }
}
