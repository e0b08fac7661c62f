package io.weir.projection.deployments;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The job of a deployment while anything of its cluster may exist.
 *
 * @param id the job
 * @param generation the generation of the spec that it runs
 * @param runningSince when the deployment became RUNNING with it
 * @param conditions what was observed of it; at most one per type, in the order of the types' first
 *     appearance
 */
public record CurrentJob(
    UUID id, long generation, Optional<Instant> runningSince, List<Condition> conditions) {
  public CurrentJob {
    conditions = List.copyOf(conditions);
  }

  CurrentJob running(Instant since) {
    return new CurrentJob(id, generation, Optional.of(runningSince.orElse(since)), conditions);
  }

  CurrentJob rescaled(long newGeneration) {
    return new CurrentJob(id, newGeneration, runningSince, conditions);
  }

  CurrentJob observe(Condition now) {
    Optional<Condition> before =
        conditions.stream().filter(c -> c.type() == now.type()).findFirst();
    List<Condition> next =
        before.isEmpty()
            ? Stream.concat(conditions.stream(), Stream.of(now)).toList()
            : conditions.stream().map(c -> c.type() == now.type() ? c.updatedTo(now) : c).toList();
    return new CurrentJob(id, generation, runningSince, next);
  }
}
