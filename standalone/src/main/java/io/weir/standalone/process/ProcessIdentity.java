package io.weir.standalone.process;

import java.time.Instant;
import java.util.Optional;

/**
 * One process, and no later one with the same id.
 *
 * @param pid the process id
 * @param started when it began, as the operating system tells it
 */
public record ProcessIdentity(long pid, Instant started) {
  /** The identity of a process that runs; empty when it has ended meanwhile. */
  public static Optional<ProcessIdentity> of(ProcessHandle process) {
    return process
        .info()
        .startInstant()
        .map(started -> new ProcessIdentity(process.pid(), started));
  }

  /** Reads {@link #text()}; empty when it is something else, such as a half-written line. */
  public static Optional<ProcessIdentity> parse(String text) {
    String[] words = text.strip().split(" ");
    if (words.length != 3 || !words[2].equals(".")) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new ProcessIdentity(
              Long.parseLong(words[0]), Instant.ofEpochMilli(Long.parseLong(words[1]))));
    } catch (NumberFormatException damaged) {
      return Optional.empty();
    }
  }

  /** One line; the point at its end shows that it is complete. */
  public String text() {
    return pid + " " + started.toEpochMilli() + " .";
  }

  /** The process, if it still runs. */
  public Optional<ProcessHandle> find() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(
            process ->
                process
                    .info()
                    .startInstant()
                    .map(start -> start.toEpochMilli() == started.toEpochMilli())
                    .orElse(false));
  }
}
