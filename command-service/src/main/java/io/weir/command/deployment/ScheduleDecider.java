package io.weir.command.deployment;

import io.weir.events.deployment.SavepointEffect;
import io.weir.events.deployment.SavepointFormat;
import io.weir.events.deployment.SavepointOrigin;
import io.weir.events.deployment.SavepointRequested;
import io.weir.events.spec.DesiredState;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Is a savepoint due by schedule, and can it be taken? Moments that pass while the deployment is
 * not to be RUNNING are nobody's loss; of those that pass while it cannot be done, the last one is
 * made up for.
 */
final class ScheduleDecider {
  private ScheduleDecider() {}

  /** Never a refusal: a schedule asks again. */
  static Outcome decide(DeploymentState state, TakeScheduledSavepoint command, Moment moment) {
    Optional<Instant> tick = due(state, moment.now());
    if (tick.isEmpty()) return new Outcome.Unchanged(Skip.NOTHING_NEW);
    Optional<CurrentJob> job =
        state
            .job()
            .filter(j -> state.transition().isEmpty())
            .filter(j -> j.phase() == CurrentJob.Phase.STARTED && j.unreachable().isEmpty())
            .filter(j -> state.catalogue().openOf(j.id()).isEmpty());
    if (job.isEmpty()) return new Outcome.Unchanged(Skip.NOT_NOW);
    Plan plan = new Plan(state, moment);
    UUID savepointId = plan.mint();
    Optional<String> directory =
        JobSpecs.savepointDirectory(state, savepointId, job.get().id(), moment.settings());
    if (directory.isEmpty()) return new Outcome.Unchanged(Skip.NOT_NOW);
    return plan.add(
            new SavepointRequested(
                state.identity().id(),
                savepointId,
                plan.mint(),
                job.get().id(),
                directory.get(),
                SavepointOrigin.USER_REQUEST,
                SavepointFormat.CANONICAL,
                SavepointEffect.KEEP_RUNNING,
                Optional.empty(),
                1,
                1,
                moment.now(),
                tick,
                moment.now().plus(moment.settings().deadlines().savepoint())))
        .accepted();
  }

  private static Optional<Instant> due(DeploymentState state, Instant now) {
    if (state.deleted() || state.wish().state() != DesiredState.RUNNING) return Optional.empty();
    return Timetable.of(state).flatMap(t -> t.due(state.history().scheduleBase(), now));
  }

  /** When the next savepoint is due; in the past when one is and could not be taken yet. */
  static Optional<Instant> next(DeploymentState state) {
    if (state.deleted() || state.wish().state() != DesiredState.RUNNING) return Optional.empty();
    return Timetable.of(state).flatMap(t -> t.next(state.history().scheduleBase()));
  }
}
