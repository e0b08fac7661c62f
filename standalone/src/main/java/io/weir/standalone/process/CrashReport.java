package io.weir.standalone.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the JVM of a part writes when it crashes itself: beside the part's log, and not in the
 * directory that somebody happened to start Weir in.
 *
 * @param logs the directory of logs
 * @param part the part's name
 */
public record CrashReport(Path logs, String part) {
  private static final String MARK = "hs_err_pid";
  private static final int DEPTH_OF_PODS = 9;

  /** The flags that make a JVM write there. */
  public List<String> flags() {
    // The JVM itself takes a percent sign for the beginning of the process id.
    String directory = logs.toString().replace("%", "%%");
    return List.of("-XX:ErrorFile=" + directory + "/" + name("%p"), "-XX:HeapDumpPath=" + logs);
  }

  /** The report of a process that has ended; empty when it wrote none. */
  public Optional<Path> of(long pid) {
    return Optional.of(logs.resolve(name(String.valueOf(pid)))).filter(Files::exists);
  }

  private String name(String pid) {
    return part + "." + MARK + pid + ".log";
  }

  /**
   * All that lie in a data directory: of parts, of the broker, which has its log with its data, and
   * of the pods that are there.
   *
   * @return in the order of their paths
   * @throws UncheckedIOException when it cannot be read
   */
  public static List<Path> all(Path data) {
    return Stream.of("logs", "broker", "cluster/pods")
        .map(data::resolve)
        .filter(Files::isDirectory)
        .flatMap(directory -> in(directory).stream())
        .sorted()
        .toList();
  }

  private static List<Path> in(Path directory) {
    List<Path> found = new ArrayList<>();
    try {
      Files.walkFileTree(
          directory,
          Set.of(),
          DEPTH_OF_PODS,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (file.getFileName().toString().contains(MARK)) {
                found.add(file);
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException goneMeanwhile) {
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException goneMeanwhile) {
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException failure) {
      throw new UncheckedIOException("Expected to look for crash reports in " + directory, failure);
    }
    return found;
  }
}
