package io.weir.cluster.kubelet;

import io.weir.cluster.image.Launch;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/**
 * One run of one container: its process and the files that describe it. A small shell in a session
 * of its own (the shim) runs the process and writes down its exit code, so the kubelet may come and
 * go meanwhile.
 *
 * <pre>
 * streak  how many runs in a row ended soon before this one
 * shim    process id of the shim          pid   process id of the container's process
 * log     standard output and error       exit  exit code; 128 + n after signal n
 * term    exists once it was asked to end; holds the reason
 * termination-log  what the process says about its own end
 * </pre>
 */
record ContainerRun(Path path) {
  private static final Duration START_TOLERANCE = Duration.ofSeconds(2);
  private static final int SIGKILLED = 137;
  private static final int LOST = 255;
  private static final int MESSAGE_BYTES = 2048;
  private static final int MESSAGE_LINES = 80;
  private static final int LOOKS = 20;
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(1);

  // $0 is the run's directory. The inner shell becomes the process itself, so its id is known.
  // Files appear whole: a reader that finds an empty one takes the run for over.
  private static final String SHIM =
      """
      echo $$ > "$0/.shim.sh"
      mv "$0/.shim.sh" "$0/shim"
      sh -c 'echo $$ > "$0/.pid"; mv "$0/.pid" "$0/pid"; exec "$@"' "$0" "$@" < /dev/null >> "$0/log" 2>&1
      echo $? > "$0/exit.new"
      mv "$0/exit.new" "$0/exit"
      """;

  int number() {
    return Integer.parseInt(path.getFileName().toString());
  }

  Path log() {
    return path.resolve("log");
  }

  Path terminationLog() {
    return path.resolve("termination-log");
  }

  /**
   * Starts the process.
   *
   * @return done when the run is over
   * @throws IOException if the shim cannot be started; that the program itself cannot be started is
   *     an exit code (126, 127) and a line in the log
   */
  CompletableFuture<?> start(Launch launch, int streak) throws IOException {
    Files.createDirectories(path);
    Files.writeString(path.resolve("streak"), Integer.toString(streak));
    Files.createDirectories(launch.workingDirectory());
    List<String> command = new ArrayList<>(List.of("setsid", "sh", "-c", SHIM, path.toString()));
    command.addAll(launch.command());
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(launch.workingDirectory().toFile());
    builder.environment().clear();
    builder.environment().putAll(launch.environment());
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    Process shim = builder.start();
    // The shim writes this too; written here as well it is there before anyone looks.
    PodDirectory.writeWhole(path.resolve("shim"), Long.toString(shim.pid()));
    return shim.onExit();
  }

  /** The shim, if the run is not over. */
  Optional<ProcessHandle> shim() {
    return handle("shim").filter(this::isOurShim);
  }

  boolean exists() {
    return Files.exists(path.resolve("shim"));
  }

  int streak() throws IOException {
    Path file = path.resolve("streak");
    return Files.exists(file) ? Integer.parseInt(Files.readString(file).strip()) : 0;
  }

  Instant startedAt() throws IOException {
    return Files.getLastModifiedTime(path.resolve("streak")).toInstant();
  }

  /**
   * How the run ended, if it did.
   *
   * @param fallBackToLog whether a failed run without a message of its own is explained by the end
   *     of its log
   */
  Optional<Exit> exit(boolean fallBackToLog) throws IOException {
    Path file = path.resolve("exit");
    boolean shimAlive = shim().isPresent();
    if (Files.exists(file)) {
      int code = Integer.parseInt(Files.readString(file).strip());
      Instant at = Files.getLastModifiedTime(file).toInstant();
      return Optional.of(new Exit(code, at, message(code, fallBackToLog)));
    }
    if (shimAlive) {
      return Optional.empty();
    }
    // The machine went down, or someone killed the shim: how it ended nobody knows.
    orphan().ifPresent(ContainerRun::killTree);
    Path evidence = Files.exists(log()) ? log() : path;
    int code = termSentAt().isPresent() ? SIGKILLED : LOST;
    return Optional.of(
        new Exit(
            code, Files.getLastModifiedTime(evidence).toInstant(), message(code, fallBackToLog)));
  }

  Optional<Instant> termSentAt() throws IOException {
    Path file = path.resolve("term");
    return Files.exists(file)
        ? Optional.of(Files.getLastModifiedTime(file).toInstant())
        : Optional.empty();
  }

  /** Asks the process to end (SIGTERM). */
  void terminate(String reason) throws IOException {
    if (!Files.exists(path.resolve("term"))) {
      PodDirectory.writeWhole(path.resolve("term"), reason);
    }
    if (shim().isPresent()) {
      handle("pid").ifPresent(ProcessHandle::destroy);
    }
  }

  /** Ends the process and all that it started (SIGKILL); the shim lives to write that down. */
  void kill() {
    shim().ifPresent(shim -> shim.descendants().toList().forEach(ProcessHandle::destroyForcibly));
  }

  private static void killTree(ProcessHandle process) {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
  }

  private boolean isOurShim(ProcessHandle process) {
    // Process ids are used again; only our shim names this directory on its command line. (Not by
    // ProcessHandle.info: it leaves out command lines longer than a page, as Flink's are.)
    String ours =
        new String(path.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1)
            + "\0";
    Path proc = Path.of("/proc", Long.toString(process.pid()));
    try {
      String commandLine = "";
      for (int look = 0; look < LOOKS; look++) {
        commandLine = Files.readString(proc.resolve("cmdline"), StandardCharsets.ISO_8859_1);
        if (commandLine.contains(ours)) {
          return true;
        }
        if (commandLine.endsWith("\0")) {
          return false;
        }
        if (commandLine.isEmpty() && isZombie(proc)) {
          return false;
        }
        // While it becomes setsid, then sh, a process has none, or a piece of one.
        LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
      }
      return commandLine.isEmpty();
    } catch (IOException gone) {
      return false;
    }
  }

  /** A dead process that nobody has waited for has no command line for good. */
  private static boolean isZombie(Path proc) throws IOException {
    String stat = Files.readString(proc.resolve("stat"), StandardCharsets.ISO_8859_1);
    return stat.startsWith(") Z", stat.lastIndexOf(')'));
  }

  private Optional<ProcessHandle> orphan() throws IOException {
    Path file = path.resolve("pid");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Instant written = Files.getLastModifiedTime(file).toInstant();
    return handle("pid")
        .filter(
            process ->
                process
                    .info()
                    .startInstant()
                    .map(start -> Duration.between(start, written).abs())
                    .filter(apart -> apart.compareTo(START_TOLERANCE) < 0)
                    .isPresent());
  }

  private Optional<ProcessHandle> handle(String file) {
    try {
      String text = Files.readString(path.resolve(file)).strip();
      return text.isEmpty()
          ? Optional.empty()
          : ProcessHandle.of(Long.parseLong(text)).filter(ProcessHandle::isAlive);
    } catch (IOException absent) {
      return Optional.empty();
    }
  }

  private String message(int code, boolean fallBackToLog) throws IOException {
    if (Files.exists(terminationLog()) && Files.size(terminationLog()) > 0) {
      return tail(terminationLog());
    }
    return code != 0 && fallBackToLog && Files.exists(log()) ? tail(log()) : "";
  }

  private static String tail(Path file) throws IOException {
    byte[] bytes;
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "r")) {
      long from = Math.max(0, open.length() - MESSAGE_BYTES);
      bytes = new byte[(int) (open.length() - from)];
      open.seek(from);
      open.readFully(bytes);
    }
    List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
    return String.join(
        "\n", lines.subList(Math.max(0, lines.size() - MESSAGE_LINES), lines.size()));
  }
}
