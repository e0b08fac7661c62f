package io.weir.command.deployment;

import io.weir.events.spec.SavepointPolicy;
import io.weir.events.spec.SavepointSchedule;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * The moments of a savepoint schedule. They follow from the schedule and from the moment of the
 * last one alone; so whoever restarts, and however late, finds the same.
 */
final class Timetable {
  static final Duration SHORTEST = Duration.ofSeconds(10);

  private final Function<Instant, Optional<Instant>> next;

  private Timetable(Function<Instant, Optional<Instant>> next) {
    this.next = next;
  }

  /** The timetable of a deployment that has a schedule. */
  static Optional<Timetable> of(DeploymentState state) {
    return state
        .wish()
        .spec()
        .savepointPolicy()
        .flatMap(SavepointPolicy::schedule)
        .map(Timetable::of);
  }

  /**
   * The timetable of a schedule.
   *
   * @throws IllegalArgumentException when it is none; the message says what is wrong
   */
  static Timetable of(SavepointSchedule schedule) {
    if (schedule.interval().isPresent() == schedule.cron().isPresent())
      throw new IllegalArgumentException("expected either interval or cron");
    if (schedule.cron().isPresent())
      return new Timetable(Cron.of(schedule.cron().get(), schedule.zone())::next);
    if (schedule.zone().isPresent())
      throw new IllegalArgumentException("a zone goes with cron only");
    Duration interval =
        Expiration.parse(schedule.interval().get())
            .filter(length -> length.compareTo(SHORTEST) >= 0)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "expected a duration such as 6h or PT6H, at least 10s and at most "
                            + Expiration.LONGEST_DAYS
                            + "d"));
    return new Timetable(after -> Optional.of(after.plus(interval)));
  }

  /** The next moment after this one. */
  Optional<Instant> next(Instant after) {
    return next.apply(after);
  }

  /** The latest moment that has come, if one came: what was missed before it is not made up for. */
  Optional<Instant> due(Instant after, Instant now) {
    Optional<Instant> due = Optional.empty();
    Optional<Instant> tick = next(after);
    while (tick.isPresent() && !tick.get().isAfter(now)) {
      due = tick;
      tick = next(tick.get());
    }
    return due;
  }
}
