package io.weir.projection.sessions;

import io.weir.events.spec.ResourceSpec;
import io.weir.events.wire.EventMetadata;
import io.weir.projection.store.Column;
import io.weir.projection.store.ViewTable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A time in which a session cluster was up with the same number of TaskManagers, kept for ever.
 *
 * @param id a function of the session cluster and of the event that began it
 * @param sessionClusterId the session cluster
 * @param namespace its namespace
 * @param begin when it was up with as many first
 * @param end when it got another number, or when nothing of it was left; empty: it still lasts
 * @param resources of a JobManager and of a TaskManager, by {@code jobmanager} and {@code
 *     taskmanager}
 * @param taskManagers how many TaskManagers
 * @param sequence the sequence of the event that began it, then of the one that ended it
 */
public record SessionPeriod(
    UUID id,
    UUID sessionClusterId,
    String namespace,
    Instant begin,
    Optional<Instant> end,
    Map<String, ResourceSpec> resources,
    int taskManagers,
    long sequence) {
  /** Where they are kept. */
  public static final ViewTable<SessionPeriod> TABLE =
      new ViewTable<>(
          "session_period",
          SessionPeriod.class,
          SessionPeriod::id,
          SessionPeriod::sequence,
          List.of(
              Column.text("namespace", SessionPeriod::namespace),
              Column.timestamp("begun_at", SessionPeriod::begin)));

  public SessionPeriod {
    resources = Map.copyOf(resources);
  }

  /** Whether it has just begun, so that it has no row yet. */
  public boolean hasJustBegun() {
    return end.isEmpty();
  }

  /** The periods that an event ended or began, the ended one first. Pure. */
  public static List<SessionPeriod> changed(
      Optional<SessionView> before, SessionView after, EventMetadata metadata) {
    Optional<SessionSize> was = before.flatMap(SessionView::size).filter(SessionPeriod::isUp);
    Optional<SessionSize> is = after.size().filter(SessionPeriod::isUp);
    List<SessionPeriod> changed = new ArrayList<>();
    if (was.equals(is)) return changed;
    was.ifPresent(
        size -> changed.add(of(after, size, Optional.of(metadata.time()), metadata.sequence())));
    is.ifPresent(size -> changed.add(of(after, size, Optional.empty(), size.sequence())));
    return changed;
  }

  private static boolean isUp(SessionSize size) {
    return size.since().isPresent();
  }

  private static SessionPeriod of(
      SessionView session, SessionSize size, Optional<Instant> end, long sequence) {
    String begun = session.id() + "/" + size.sequence();
    return new SessionPeriod(
        UUID.nameUUIDFromBytes(begun.getBytes(StandardCharsets.UTF_8)),
        session.id(),
        session.namespace(),
        size.since().orElseThrow(),
        end,
        size.resources(),
        size.taskManagers(),
        sequence);
  }
}
