package io.weir.executor.flink;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The programs that a session cluster was given, and how one becomes a job. */
public interface FlinkJars {
  /**
   * A program that lies in the cluster.
   *
   * @param id Flink's id of it
   * @param name the name that it was uploaded with
   */
  record Jar(String id, String name) {}

  /**
   * How a program is run.
   *
   * @param jobId the job's id; Flink refuses it when it has or had such a job
   * @param entryClass absent: the manifest's
   * @param arguments the program's
   * @param parallelism default parallelism
   * @param savepoint from which state; absent: empty state
   * @param allowNonRestoredState whether state that no operator takes may be left out
   * @param options the job's own options; Flink takes them from 1.15 on
   */
  record Run(
      UUID jobId,
      Optional<String> entryClass,
      List<String> arguments,
      int parallelism,
      Optional<String> savepoint,
      boolean allowNonRestoredState,
      Map<String, String> options) {
    public Run {
      arguments = List.copyOf(arguments);
      options = Map.copyOf(options);
    }
  }

  /** What lies in the cluster. */
  Answer<List<Jar>> jars(URI jobManager);

  /**
   * Puts a file there under a name, beside others of that name.
   *
   * @param patience how long it may take
   * @return Flink's id of it
   */
  Answer<String> upload(URI jobManager, Path file, String name, Duration patience);

  /**
   * Runs a program. Flink answers when its main method has submitted the job, so a lost answer says
   * nothing: ask for the job by its id. A refusal carries Flink's whole text: the program's own
   * exception is at its end.
   *
   * @param patience how long its main method may take
   */
  Answer<Boolean> run(URI jobManager, String jarId, Run run, Duration patience);

  /** Removes a program; one that is not there is removed. Jobs that run keep theirs. */
  Answer<Boolean> delete(URI jobManager, String jarId);
}
