package io.weir.executor.flink;

import io.weir.events.deployment.FinalStatus;
import io.weir.events.wire.WireJson;
import io.weir.executor.deployment.decide.JobResult;
import io.weir.executor.deployment.decide.Seen;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** {@link JobResults} for {@code file:} URIs that this process sees too. */
public final class FileJobResults implements JobResults {
  /** {@code job-result-store/<cluster id>/}; the cluster id may have slashes. */
  private static final int DEEPEST = 4;

  @Override
  public Seen<JobResult> of(String storageDir, UUID jobId) {
    Optional<Path> root = FileStorage.path(storageDir);
    if (root.isEmpty())
      return Seen.unknown("only file: storage can be read from here, and this is " + storageDir);
    Path store = root.get().resolve("job-result-store");
    if (!Files.isDirectory(store)) return Seen.absent();
    // A result that is marked as dirty is of a job whose data Flink has not cleaned up yet.
    String name = jobId.toString().replace("-", "") + ".json";
    try (Stream<Path> files = Files.walk(store, DEEPEST)) {
      Optional<Path> found =
          files.filter(each -> each.getFileName().toString().equals(name)).findFirst();
      return found.isPresent() ? Seen.present(read(found.get())) : Seen.absent();
    } catch (IOException | UncheckedIOException | JacksonException e) {
      return Seen.unknown("reading the result in " + store + " failed: " + e);
    }
  }

  private static JobResult read(Path file) throws IOException {
    JsonNode result = WireJson.mapper().readTree(Files.readAllBytes(file)).path("result");
    FinalStatus status =
        switch (result.path("application-status").asString("")) {
          case "SUCCEEDED" -> FinalStatus.FINISHED;
          case "CANCELED" -> FinalStatus.CANCELED;
          case "FAILED" -> FinalStatus.FAILED;
          default -> FinalStatus.UNKNOWN;
        };
    JsonNode trace = result.path("failure-cause").path("stack-trace");
    return new JobResult(
        status, trace.isString() ? Optional.of(trace.asString()) : Optional.empty());
  }
}
