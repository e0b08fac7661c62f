package io.weir.chaos.run;

import io.weir.chaos.plan.Fault;
import io.weir.chaos.weir.ChildWeir;
import io.weir.chaos.weir.OwnedProcesses;
import io.weir.standalone.counts.CommittedCounts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Kills of Flink processes of the job that moves. */
final class PodKills {
  /** A container that ended often is started again after five minutes only, as in Kubernetes. */
  private static final Duration COUNTS_AGAIN_WITHIN = Duration.ofMinutes(7);

  private final OwnedProcesses processes;
  private final Path output;
  private final KillLog log;

  /**
   * @param output what the job writes
   */
  PodKills(OwnedProcesses processes, Path output, KillLog log) {
    this.log = log;
    this.processes = processes;
    this.output = output;
  }

  /** All processes of Flink. */
  List<ProcessHandle> running() {
    List<ProcessHandle> all = new ArrayList<>();
    for (Fault.Role role : Fault.Role.values()) {
      all.addAll(processes.pods(role.word()));
    }
    return all;
  }

  /**
   * Kills the role's process and waits until the job has committed more results; returns whether
   * there was one to kill.
   */
  boolean kill(Fault.KillPod kill) {
    List<ProcessHandle> targets = processes.pods(kill.role().word());
    if (targets.isEmpty()) {
      return false;
    }
    OwnedProcesses.kill(targets.getFirst());
    long killedAt = log.killed(kill);
    int before = CommittedCounts.in(output).lines().size();
    try {
      if (!ChildWeir.await(
          COUNTS_AGAIN_WITHIN, () -> CommittedCounts.in(output).lines().size() > before + 20)) {
        throw new NotRecoveredException(
            "Expected the job to write again within %s after %s was killed, but it does not"
                .formatted(COUNTS_AGAIN_WITHIN, kill));
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return true;
    }
    log.recovered(kill, killedAt);
    return true;
  }
}
