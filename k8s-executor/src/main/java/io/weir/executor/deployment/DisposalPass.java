package io.weir.executor.deployment;

import io.weir.executor.deployment.act.Actor;
import io.weir.executor.deployment.act.FailedActionException;
import io.weir.executor.deployment.act.RefusedException;
import io.weir.executor.deployment.decide.DataView;
import io.weir.executor.deployment.decide.Decision;
import io.weir.executor.deployment.decide.Desired;
import io.weir.executor.deployment.decide.DisposalDecider;
import io.weir.executor.deployment.decide.DisposalIntent;
import io.weir.executor.deployment.decide.Obstacle;
import io.weir.executor.deployment.decide.Pace;
import io.weir.executor.flink.StateRemoval;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/**
 * The part of a pass that removes savepoints' data, one at a time. Its failures are its own: they
 * never delay what the deployment's job needs.
 */
final class DisposalPass {
  private final StateRemoval removal;
  private final Actor actor;
  private final Pace pace;
  private final InstantSource clock;
  private final BiConsumer<Desired, Decision> told;

  /** By disposal: why its last try to remove the data did not end. */
  private final Map<UUID, Obstacle> obstacles = new ConcurrentHashMap<>();

  DisposalPass(
      StateRemoval removal,
      Actor actor,
      Pace pace,
      InstantSource clock,
      BiConsumer<Desired, Decision> told) {
    this.removal = removal;
    this.actor = actor;
    this.pace = pace;
    this.clock = clock;
    this.told = told;
  }

  /** Works on the oldest disposal that is due; says when to look again, if at all. */
  Optional<Duration> pass(Desired desired) {
    if (desired.disposals().isEmpty()) return Optional.empty();
    Instant now = clock.instant();
    DisposalIntent intent = DisposalDecider.first(desired.disposals(), now);
    Optional<Decision> early = DisposalDecider.early(intent, now);
    if (early.isPresent()) {
      told.accept(desired, early.get());
      return early.get().lookAgainIn();
    }
    DataView data = removal.look(intent.request().location());
    Decision decision =
        DisposalDecider.decide(
            intent, data, now, Optional.ofNullable(obstacles.get(intent.origin().eventId())), pace);
    told.accept(desired, decision);
    try {
      actor.carryOut(decision, now, desired.sequence());
      return decision.lookAgainIn();
    } catch (RefusedException e) {
      // Reported in the next pass; a new request begins without it.
      obstacles.put(intent.origin().eventId(), new Obstacle(e.failure().message(), true));
      return Optional.of(pace.open());
    } catch (FailedActionException e) {
      obstacles.put(intent.origin().eventId(), new Obstacle(e.getMessage(), false));
      return Optional.of(DisposalDecider.nextTry(intent, now, pace));
    }
  }
}
