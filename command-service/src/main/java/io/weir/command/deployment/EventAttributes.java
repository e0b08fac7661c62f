package io.weir.command.deployment;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * The attributes that travel with an event through Axon and into the store's metadata column; the
 * relay makes CloudEvents headers of them.
 */
public final class EventAttributes {
  /** When it was recorded; a column of its own in the store. */
  public static final String AT = "at";

  public static final String ACTOR = "actor";
  public static final String REASON = "reason";
  public static final String CORRELATION_ID = "correlationId";
  public static final String CAUSATION_ID = "causationId";
  public static final String COMMAND = "command";
  public static final String TRACEPARENT = "traceparent";
  public static final String NAMESPACE = "namespace";
  public static final String SUBJECT = "subject";

  private EventAttributes() {}

  /** The attributes of the next event of what has this namespace and name. */
  public static Map<String, Object> of(
      CommandContext context, String namespace, String subject, Instant at) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put(AT, at);
    attributes.put(ACTOR, context.actor().text());
    context.reason().ifPresent(reason -> attributes.put(REASON, reason));
    attributes.put(CORRELATION_ID, context.correlationId().toString());
    attributes.put(CAUSATION_ID, context.moment().causeId().toString());
    attributes.put(COMMAND, context.command());
    context.traceparent().ifPresent(trace -> attributes.put(TRACEPARENT, trace));
    attributes.put(NAMESPACE, namespace);
    attributes.put(SUBJECT, subject);
    return attributes;
  }

  /** When and by what an event happened. */
  public static Cause cause(Map<String, ?> attributes) {
    return new Cause(
        (Instant) attributes.get(AT), UUID.fromString((String) attributes.get(CAUSATION_ID)));
  }

  /**
   * The time of the next event: strictly later than the last one of the aggregate, since clients
   * order events by it, in the microseconds that the store keeps.
   *
   * @param newest of the last event; null before the first
   */
  public static Instant next(Instant now, Instant newest) {
    Instant wanted = now.truncatedTo(ChronoUnit.MICROS);
    return newest == null || wanted.isAfter(newest) ? wanted : newest.plus(1, ChronoUnit.MICROS);
  }
}
