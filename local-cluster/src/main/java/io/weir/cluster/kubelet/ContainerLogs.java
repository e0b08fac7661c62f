package io.weir.cluster.kubelet;

import io.weir.cluster.api.LogOptions;
import io.weir.cluster.api.PodLogs;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The output of containers, as their processes write it: lines have no times of their own. So
 * {@code timestamps} shows when the log was last written (for lines that were there before) or read
 * (for later ones), and {@code since} decides over the log as a whole.
 */
public final class ContainerLogs implements PodLogs {
  private static final int BLOCK = 8192;

  private final Path pods;
  private final Clock clock;

  /**
   * @param data the data directory of the kubelet
   */
  public ContainerLogs(Path data, Clock clock) {
    this.pods = Kubelet.pods(data);
    this.clock = clock;
  }

  @Override
  public Optional<InputStream> open(
      String namespace, String pod, String container, LogOptions options) {
    try {
      Optional<ContainerRun> run = run(namespace, pod, container, options.previous());
      return run.isPresent() && Files.exists(run.get().log())
          ? Optional.of(open(run.get(), options))
          : Optional.empty();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(
          "Expected to read the log of %s/%s %s, but".formatted(namespace, pod, container),
          unreadable);
    }
  }

  private Optional<ContainerRun> run(
      String namespace, String pod, String container, boolean previous) throws IOException {
    for (PodDirectory directory : Sandboxes.all(pods)) {
      if (directory.namespace().equals(namespace) && directory.name().equals(pod)) {
        OptionalInt newest = PodObserver.newestRun(directory, container);
        int number = newest.orElse(-1) - (previous ? 1 : 0);
        if (number >= 0) {
          return Optional.of(directory.run(container, number));
        }
      }
    }
    return Optional.empty();
  }

  private InputStream open(ContainerRun run, LogOptions options) throws IOException {
    Instant lastWritten = Files.getLastModifiedTime(run.log()).toInstant();
    RandomAccessFile file = new RandomAccessFile(run.log().toFile(), "r");
    try {
      boolean tooOld =
          options
              .since()
              .filter(since -> lastWritten.isBefore(clock.instant().minus(since)))
              .isPresent();
      long start =
          tooOld
              ? file.length()
              : options.tailLines().isPresent()
                  ? startOfTail(file, options.tailLines().getAsLong())
                  : 0;
      file.seek(start);
      InputStream stream =
          options.follow()
              ? new LogStream(file, Long.MAX_VALUE, () -> run.shim().isPresent())
              : new LogStream(file, file.length() - start, () -> false);
      if (options.timestamps()) {
        stream = new TimestampedLines(stream, lastWritten, file.length() - start, clock);
      }
      return options.limitBytes().isPresent()
          ? new FirstBytes(stream, options.limitBytes().getAsLong())
          : stream;
    } catch (IOException failure) {
      file.close();
      throw failure;
    }
  }

  /** The offset at which the last lines begin. */
  private static long startOfTail(RandomAccessFile file, long lines) throws IOException {
    long end = file.length();
    if (lines <= 0) {
      return end;
    }
    byte[] block = new byte[BLOCK];
    long found = 0;
    long blockEnd = end;
    while (blockEnd > 0) {
      int length = (int) Math.min(BLOCK, blockEnd);
      long blockStart = blockEnd - length;
      file.seek(blockStart);
      file.readFully(block, 0, length);
      for (int i = length - 1; i >= 0; i--) {
        // The newline that ends the last line begins no line.
        if (block[i] == '\n' && blockStart + i != end - 1 && ++found == lines) {
          return blockStart + i + 1;
        }
      }
      blockEnd = blockStart;
    }
    return 0;
  }
}
