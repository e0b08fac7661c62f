package io.weir.eventlog.relay;

import java.util.List;
import java.util.OptionalLong;

/**
 * Decides how far the relay may go when indexes are missing, without a clock.
 *
 * <p>An index is drawn before its transaction commits, so a missing index is either lost (rolled
 * back) or late. Drawing is ordered: who drew a missing index did so before a higher one was drawn,
 * and had a transaction id by then (the trigger of {@code event_log.sql}). So every possible owner
 * of the holes below a visible event has an id below a <em>fence</em>, an id that is assigned after
 * that event was seen. When a later look's horizon has reached the fence, all of them had ended
 * before the look, and an index that it does not show is void for good.
 *
 * <p>The fence must be an assigned id. {@code pg_snapshot_xmax} is not enough: it is one past the
 * newest <em>ended</em> transaction, and an open one may well have that id or a higher one.
 *
 * <p>Immutable; a function of what was seen.
 */
record HoleRule(long settledUpTo, OptionalLong fence, long fencedUpTo) {
  static final HoleRule NOTHING_SEEN = new HoleRule(0, OptionalLong.empty(), 0);

  /**
   * The rule after a look. Holes up to the fenced index are settled once the look's horizon has
   * reached the fence; the look itself is already a proof.
   */
  HoleRule after(StoreRead read) {
    return fence.isPresent() && read.horizon() >= fence.getAsLong()
        ? new HoleRule(fencedUpTo, OptionalLong.empty(), 0)
        : this;
  }

  /** The events of a look that may be sent: those before the first unsettled hole. */
  List<StoredEvent> sendable(long position, List<StoredEvent> events) {
    long previous = position;
    for (int i = 0; i < events.size(); i++) {
      long index = events.get(i).position();
      boolean hole = index > previous + 1 && index - 1 > settledUpTo;
      if (hole) {
        return events.subList(0, i);
      }
      previous = index;
    }
    return events;
  }

  /** Whether holes below a seen event wait for a fence that has not been taken yet. */
  boolean needsFence() {
    return fence.isEmpty();
  }

  /**
   * @param id a transaction id assigned after {@code highestSeen} was seen
   */
  HoleRule fencedAt(long id, long highestSeen) {
    return new HoleRule(settledUpTo, OptionalLong.of(id), highestSeen);
  }
}
