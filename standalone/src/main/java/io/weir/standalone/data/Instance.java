package io.weir.standalone.data;

import io.weir.standalone.process.PartStatus;
import io.weir.standalone.refusal.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a running Weir says of itself to other commands, in the file {@code run/instance.json}.
 *
 * @param startedAt when it began
 * @param ready whether every part has been ready once
 * @param gatewayPort where the API listens
 * @param ports where the parts listen
 * @param parts how the parts are doing
 */
public record Instance(
    Instant startedAt,
    boolean ready,
    int gatewayPort,
    Map<PortTable.Name, Integer> ports,
    List<PartStatus> parts) {
  private static final JsonMapper JSON = JsonMapper.shared();

  public Instance {
    ports = Map.copyOf(ports);
    parts = List.copyOf(parts);
  }

  /** Writes the file in one step, so that a reader never sees half of it. */
  public void write(Path directory) {
    Path file = file(directory);
    Path draft = file.resolveSibling("instance.draft");
    try {
      Files.createDirectories(file.getParent());
      Files.write(draft, JSON.writeValueAsBytes(this));
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failure) {
      throw new UserError(
          "Expected to write %s, but: %s; make room on the disk or check its rights."
              .formatted(file, failure),
          failure);
    }
  }

  /** What the Weir that has the directory open says; empty when none has. */
  public static Optional<Instance> running(Path directory) {
    if (!DataDirectory.isInUse(directory)) {
      return Optional.empty();
    }
    return lastWritten(directory);
  }

  /**
   * What the Weir that had the directory open last has said; that may be one that is gone. For
   * those who know that it runs: looking takes no lock, so it is in nobody's way.
   */
  public static Optional<Instance> lastWritten(Path directory) {
    try {
      return Optional.of(JSON.readValue(Files.readAllBytes(file(directory)), Instance.class));
    } catch (IOException | JacksonException notYet) {
      return Optional.empty();
    }
  }

  /**
   * As {@link #running}.
   *
   * @throws UserError when none runs
   */
  public static Instance require(Path directory) {
    return running(directory)
        .orElseThrow(
            () ->
                new UserError(
                    "Expected a running Weir with the data directory %s, but there is none; start one with 'weir up --data %s'."
                        .formatted(directory, directory)));
  }

  /** The origin of the API. */
  public String origin() {
    return "http://127.0.0.1:" + gatewayPort;
  }

  private static Path file(Path directory) {
    return directory.resolve("run").resolve("instance.json");
  }
}
