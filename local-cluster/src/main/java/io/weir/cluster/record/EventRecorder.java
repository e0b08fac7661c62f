package io.weir.cluster.record;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes events about objects. The same event again is counted in the one that is there. Written
 * aside, one after the other; an event that cannot be written is dropped, as in Kubernetes.
 */
public final class EventRecorder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EventRecorder.class);

  /** How much an event matters to its reader. */
  public enum Type {
    NORMAL("Normal"),
    WARNING("Warning");

    private final String text;

    Type(String text) {
      this.text = text;
    }
  }

  private final KubernetesClient client;
  private final String component;
  private final Clock clock;
  private final ExecutorService writer =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().name("events-", 0).factory());

  /**
   * @param component who reports, e.g. kubelet
   */
  public EventRecorder(KubernetesClient client, String component, Clock clock) {
    this.client = client;
    this.component = component;
    this.clock = clock;
  }

  /**
   * Records an event.
   *
   * @param about the object that it speaks of
   * @param reason one word, as Kubernetes uses it
   */
  public void record(HasMetadata about, Type type, String reason, String message) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    if (!writer.isShutdown()) {
      writer.execute(() -> write(about, type, reason, message, now.toString()));
    }
  }

  /** Events not written by now are dropped. */
  @Override
  public void close() {
    writer.shutdownNow();
  }

  private void write(HasMetadata about, Type type, String reason, String message, String now) {
    var metadata = about.getMetadata();
    String name =
        "%s.%08x"
            .formatted(
                metadata.getName(),
                Objects.hash(metadata.getUid(), type, reason, message, component));
    try {
      var events = client.v1().events().inNamespace(metadata.getNamespace());
      Event known = events.withName(name).get();
      if (known == null) {
        events.resource(event(about, type, reason, message, now, name)).create();
      } else {
        int count = known.getCount() == null ? 1 : known.getCount();
        events
            .resource(new EventBuilder(known).withCount(count + 1).withLastTimestamp(now).build())
            .update();
      }
    } catch (KubernetesClientException refused) {
      LOG.debug("Dropped event {} about {}: {}", reason, metadata.getName(), refused.getMessage());
    }
  }

  private Event event(
      HasMetadata about, Type type, String reason, String message, String now, String name) {
    var metadata = about.getMetadata();
    return new EventBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace(metadata.getNamespace())
        .endMetadata()
        .withNewInvolvedObject()
        .withApiVersion(about.getApiVersion())
        .withKind(about.getKind())
        .withNamespace(metadata.getNamespace())
        .withName(metadata.getName())
        .withUid(metadata.getUid())
        .endInvolvedObject()
        .withType(type.text)
        .withReason(reason)
        .withMessage(message)
        .withFirstTimestamp(now)
        .withLastTimestamp(now)
        .withCount(1)
        .withReportingComponent(component)
        .withNewSource()
        .withComponent(component)
        .endSource()
        .build();
  }
}
