package io.weir.executor.kube;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventSeries;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.weir.executor.deployment.decide.Complaint;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * Kubernetes' events as complaints. There are two generations of them: the older count in the
 * event, the newer in a series.
 */
final class Warnings {
  private Warnings() {}

  /** Objects carry the cluster's name, and what controllers make of them begins with it. */
  static boolean isAbout(String clusterName, Event event) {
    String name = String.valueOf(event.getInvolvedObject().getName());
    return name.equals(clusterName) || name.startsWith(clusterName + "-");
  }

  static Complaint complaint(Event event) {
    Optional<Instant> at = micro(event.getEventTime());
    Optional<Instant> last =
        series(event)
            .flatMap(series -> micro(series.getLastObservedTime()))
            .or(() -> time(event.getLastTimestamp()))
            .or(() -> at)
            .or(() -> time(event.getMetadata().getCreationTimestamp()));
    Optional<Instant> first = time(event.getFirstTimestamp()).or(() -> at).or(() -> last);
    int count =
        series(event)
            .map(EventSeries::getCount)
            .or(() -> Optional.ofNullable(event.getCount()))
            .orElse(1);
    return new Complaint(
        event.getInvolvedObject().getKind() + "/" + event.getInvolvedObject().getName(),
        event.getReason() == null ? "a warning without a reason" : event.getReason(),
        event.getMessage() == null ? "" : event.getMessage().strip(),
        Math.max(1, count),
        first.orElse(Instant.EPOCH),
        last.orElse(Instant.EPOCH));
  }

  private static Optional<EventSeries> series(Event event) {
    return Optional.ofNullable(event.getSeries());
  }

  private static Optional<Instant> micro(MicroTime time) {
    return Optional.ofNullable(time).flatMap(each -> time(each.getTime()));
  }

  private static Optional<Instant> time(String text) {
    return Optional.ofNullable(text)
        .filter(each -> !each.isEmpty())
        .map(each -> OffsetDateTime.parse(each).toInstant());
  }
}
