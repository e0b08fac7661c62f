package io.weir.chaos.run;

import io.weir.chaos.plan.Fault;
import io.weir.chaos.weir.ChildWeir;
import io.weir.chaos.weir.OwnedProcesses;
import java.time.Duration;
import java.util.List;

/**
 * Kills of the whole, after which somebody has to start it again. Nothing else is done meanwhile.
 */
final class WholeKills {
  private static final Duration CHILDREN_END_WITHIN = Duration.ofSeconds(20);

  private final ChildWeir weir;
  private final OwnedProcesses processes;
  private final PodKills pods;
  private final KillLog log;

  WholeKills(ChildWeir weir, PodKills pods, KillLog log) {
    this.weir = weir;
    this.processes = new OwnedProcesses(weir.directory());
    this.pods = pods;
    this.log = log;
  }

  /**
   * Kills the supervisor alone and starts it again when its parts have ended.
   *
   * @throws NotRecoveredException when they do not
   */
  void killSupervisor(Fault.KillSupervisor kill) throws InterruptedException {
    List<ProcessHandle> running = pods.running();
    weir.killSupervisor();
    long killedAt = log.killed(kill);
    if (!ChildWeir.await(CHILDREN_END_WITHIN, () -> parts().isEmpty())) {
      throw new NotRecoveredException(
          "Expected the parts to end with the supervisor within %s, but there are still %s"
              .formatted(CHILDREN_END_WITHIN, parts()));
    }
    // One may end meanwhile because its job was cancelled a moment ago.
    log.say(
        "  of %d processes of Flink %d live on"
            .formatted(running.size(), running.stream().filter(OwnedProcesses::isRunning).count()));
    weir.up();
    log.recovered(kill, killedAt);
  }

  /** JVMs of parts; PostgreSQL and pods outlive the supervisor and are found by the next start. */
  private List<String> parts() {
    return processes.all().stream()
        .filter(
            process -> {
              String commandLine = OwnedProcesses.commandLine(process);
              return commandLine.contains("weir.failpoints.once")
                  || commandLine.contains("BrokerMain");
            })
        .map(OwnedProcesses::describe)
        .toList();
  }

  /** Kills every process and starts it all again. */
  void killEverything(Fault.KillEverything kill) throws InterruptedException {
    weir.killSupervisor();
    for (List<ProcessHandle> left = processes.all(); !left.isEmpty(); left = processes.all()) {
      left.forEach(OwnedProcesses::kill);
    }
    long killedAt = log.killed(kill);
    weir.up();
    log.recovered(kill, killedAt);
  }
}
