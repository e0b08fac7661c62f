package io.weir.chaos.weir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Processes that belong to a data directory, found as an operator would, and signals to them. */
public final class OwnedProcesses {
  private final Path directory;
  private final String mark;

  public OwnedProcesses(Path directory) {
    this.directory = directory;
    this.mark = directory.toString() + "/";
  }

  /** All that name the directory on their command lines, and what they have started. */
  public List<ProcessHandle> all() {
    List<ProcessHandle> found = new ArrayList<>();
    ProcessHandle.allProcesses()
        .filter(process -> process.pid() != ProcessHandle.current().pid())
        .filter(process -> commandLine(process).contains(mark))
        .forEach(
            process -> {
              found.add(process);
              process.descendants().forEach(found::add);
            });
    return found.stream().distinct().filter(OwnedProcesses::isRunning).toList();
  }

  /** The processes of Flink in the pods of a role, of one deployment's jobs or of any. */
  public List<ProcessHandle> pods(String role) {
    Path pods = directory.resolve("cluster/pods");
    if (!Files.isDirectory(pods)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(pods, 5)) {
      return files
          .filter(file -> file.getFileName().toString().equals("pid"))
          .filter(file -> pods.relativize(file).getName(0).toString().contains("-" + role))
          .map(OwnedProcesses::inFile)
          .flatMap(Optional::stream)
          .filter(OwnedProcesses::isRunning)
          .toList();
    } catch (IOException | UncheckedIOException movedMeanwhile) {
      return List.of();
    }
  }

  /** Its command line, empty when it has ended or belongs to somebody else. */
  public static String commandLine(ProcessHandle process) {
    try {
      return Files.readString(Path.of("/proc", String.valueOf(process.pid()), "cmdline"))
          .replace('\0', ' ');
    } catch (IOException gone) {
      return "";
    }
  }

  /** Its id and what it is, short enough for a sentence. */
  public static String describe(ProcessHandle process) {
    String[] words = commandLine(process).split(" ");
    String main =
        Arrays.stream(words)
            .filter(word -> word.matches("(io\\.weir|org\\.apache)\\.[a-z.]+\\.[A-Z]\\w+"))
            .findFirst()
            .orElse(words[0]);
    return process.pid() + " (" + main + ")";
  }

  /** A process that has ended and waits for its parent to notice does not run. */
  public static boolean isRunning(ProcessHandle process) {
    try {
      String stat = Files.readString(Path.of("/proc", String.valueOf(process.pid()), "stat"));
      return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
    } catch (IOException gone) {
      return false;
    }
  }

  /** SIGKILL to a process and what it has started. */
  public static void kill(ProcessHandle process) {
    List<ProcessHandle> tree = new ArrayList<>(List.of(process));
    process.descendants().forEach(tree::add);
    tree.forEach(ProcessHandle::destroyForcibly);
  }

  /** Sends a signal, such as {@code STOP}. */
  public static void signal(long pid, String signal) throws InterruptedException {
    try {
      new ProcessBuilder("kill", "-" + signal, String.valueOf(pid))
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Optional<ProcessHandle> inFile(Path file) {
    try {
      return ProcessHandle.of(Long.parseLong(Files.readString(file).strip()));
    } catch (IOException | NumberFormatException halfWritten) {
      return Optional.empty();
    }
  }
}
