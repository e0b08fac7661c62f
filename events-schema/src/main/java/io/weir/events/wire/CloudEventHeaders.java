package io.weir.events.wire;

import io.weir.events.AggregateKind;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * CloudEvents 1.0 binary mode on Kafka: which header holds what (conventions.md 4.2). Kafka's
 * client is not needed here; headers are a map of text.
 */
public final class CloudEventHeaders {
  public static final String CONTENT_TYPE = "content-type";
  public static final String SPEC_VERSION = "ce_specversion";
  public static final String ID = "ce_id";
  public static final String SOURCE = "ce_source";
  public static final String TYPE = "ce_type";
  public static final String SUBJECT = "ce_subject";
  public static final String TIME = "ce_time";
  public static final String DATA_SCHEMA = "ce_dataschema";
  public static final String SEQUENCE = "ce_sequence";
  public static final String POSITION = "ce_position";
  public static final String CORRELATION_ID = "ce_correlationid";
  public static final String CAUSATION_ID = "ce_causationid";
  public static final String ACTOR = "ce_actor";
  public static final String REASON = "ce_reason";
  public static final String COMMAND = "ce_command";
  public static final String TRACEPARENT = "ce_traceparent";

  private static final String JSON = "application/json";
  private static final String TYPE_PREFIX = "io.weir.";
  private static final String REVISION_PREFIX = ".v";

  /** The parts of {@code ce_type}. */
  private record Type(String wireName, String revision) {}

  /**
   * By {@code ce_type}: nearly all events are of a current revision, and need not be taken apart.
   */
  private static final Map<String, Type> CURRENT_EVENTS =
      Arrays.stream(EventType.values())
          .collect(
              Collectors.toMap(
                  event -> type(event.wireName(), event.revision()),
                  event -> new Type(event.wireName(), event.revision())));

  private CloudEventHeaders() {}

  /** The headers of an event. */
  public static Map<String, String> of(EventMetadata metadata, EventType type) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(CONTENT_TYPE, JSON);
    headers.put(SPEC_VERSION, "1.0");
    headers.put(ID, metadata.eventId().toString());
    headers.put(SOURCE, source(type.kind(), metadata.namespace(), metadata.aggregateId()));
    headers.put(TYPE, type(type.wireName(), type.revision()));
    headers.put(SUBJECT, metadata.subject());
    headers.put(TIME, InstantText.of(metadata.time()));
    headers.put(DATA_SCHEMA, schema(type.wireName(), type.revision()));
    headers.put(SEQUENCE, "%020d".formatted(metadata.sequence()));
    headers.put(POSITION, Long.toString(metadata.position()));
    headers.put(CORRELATION_ID, metadata.correlationId().toString());
    headers.put(CAUSATION_ID, metadata.causationId().toString());
    headers.put(ACTOR, metadata.actor().text());
    metadata.reason().ifPresent(reason -> headers.put(REASON, reason));
    headers.put(COMMAND, metadata.command());
    metadata.traceparent().ifPresent(trace -> headers.put(TRACEPARENT, trace));
    return headers;
  }

  /**
   * Reads the headers of an event.
   *
   * @throws UndecodableException when one is missing or does not fit
   */
  public static EventMetadata metadata(Map<String, String> headers) {
    return metadata(headers, EventSource.of(headers));
  }

  /**
   * Reads all that the headers say of an event, each of them once.
   *
   * @throws UndecodableException when one is missing or does not fit, or this version does not know
   *     the kind
   */
  public static EventHead head(Map<String, String> headers) {
    Type type = weirType(headers);
    EventSource source = EventSource.of(headers);
    return new EventHead(metadata(headers, source), kind(source), type.wireName(), type.revision());
  }

  private static EventMetadata metadata(Map<String, String> headers, EventSource source) {
    try {
      return new EventMetadata(
          HeaderValues.uuid(headers, ID),
          source.id(),
          HeaderValues.number(headers, SEQUENCE),
          HeaderValues.number(headers, POSITION),
          HeaderValues.time(headers, TIME),
          source.namespace(),
          HeaderValues.required(headers, SUBJECT),
          Actor.parse(HeaderValues.required(headers, ACTOR)),
          Optional.ofNullable(headers.get(REASON)),
          HeaderValues.uuid(headers, CORRELATION_ID),
          HeaderValues.uuid(headers, CAUSATION_ID),
          HeaderValues.required(headers, COMMAND),
          Optional.ofNullable(headers.get(TRACEPARENT)));
    } catch (IllegalArgumentException | DateTimeParseException e) {
      throw new UndecodableException("Expected CloudEvents headers, but " + e.getMessage(), e);
    }
  }

  /** The headers of a report; the subject is the job or the savepoint. */
  public static Map<String, String> of(ReportMetadata metadata, ReportType type, UUID subject) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(CONTENT_TYPE, JSON);
    headers.put(SPEC_VERSION, "1.0");
    headers.put(ID, metadata.reportId().toString());
    headers.put(SOURCE, "/executors/" + metadata.executor());
    headers.put(TYPE, type(type.wireName(), type.revision()));
    headers.put(SUBJECT, subject.toString());
    headers.put(TIME, InstantText.of(metadata.observedAt()));
    headers.put(DATA_SCHEMA, schema(type.wireName(), type.revision()));
    headers.put(CORRELATION_ID, metadata.correlationId().toString());
    headers.put(CAUSATION_ID, metadata.causationId().toString());
    headers.put(ACTOR, new Actor(Actor.Kind.EXECUTOR, metadata.executor()).text());
    metadata.traceparent().ifPresent(trace -> headers.put(TRACEPARENT, trace));
    return headers;
  }

  /**
   * Reads the headers of a report.
   *
   * @throws UndecodableException when one is missing or does not fit
   */
  public static ReportMetadata reportMetadata(Map<String, String> headers) {
    try {
      return new ReportMetadata(
          UUID.fromString(HeaderValues.required(headers, ID)),
          InstantText.parse(HeaderValues.required(headers, TIME)),
          HeaderValues.required(headers, SOURCE).replaceFirst("^/executors/", ""),
          UUID.fromString(HeaderValues.required(headers, CORRELATION_ID)),
          UUID.fromString(HeaderValues.required(headers, CAUSATION_ID)),
          Optional.ofNullable(headers.get(TRACEPARENT)));
    } catch (IllegalArgumentException | DateTimeParseException e) {
      throw new UndecodableException("Expected CloudEvents headers, but " + e.getMessage(), e);
    }
  }

  /**
   * The wire name in {@code ce_type}, for example {@code job.started}.
   *
   * @throws UndecodableException when it is not a type of Weir's
   */
  public static String wireName(Map<String, String> headers) {
    return weirType(headers).wireName();
  }

  /**
   * The revision in {@code ce_type}, for example {@code 1}.
   *
   * @throws UndecodableException when it is not a type of Weir's
   */
  public static String revision(Map<String, String> headers) {
    return weirType(headers).revision();
  }

  /** {@code ce_type} for a wire name and revision. */
  public static String type(String wireName, String revision) {
    return TYPE_PREFIX + wireName + REVISION_PREFIX + revision;
  }

  /**
   * {@code ce_dataschema} for a wire name and revision, which is the schema's {@code $id} too. It
   * must be an absolute URI (CloudEvents 1.0) and must outlive every host name, so it is a URN; the
   * text is served at {@code /schemas/<name>/<revision>} ({@link Schemas}).
   */
  public static String schema(String wireName, String revision) {
    return "urn:weir:schema:" + wireName + ":" + revision;
  }

  /** {@code ce_source} of an aggregate's events. */
  public static String source(AggregateKind kind, String namespace, UUID aggregateId) {
    return EventSource.text(kind, namespace, aggregateId);
  }

  /**
   * The kind of aggregate in {@code ce_source}.
   *
   * @throws UndecodableException when this version does not know it
   */
  public static AggregateKind kind(Map<String, String> headers) {
    return kind(EventSource.of(headers));
  }

  private static AggregateKind kind(EventSource source) {
    return AggregateKind.path(source.path())
        .orElseThrow(
            () ->
                new UndecodableException(
                    "Expected %s to name a known kind, but got '%s': is this reader older than the writer?"
                        .formatted(SOURCE, source.path())));
  }

  private static Type weirType(Map<String, String> headers) {
    String type = HeaderValues.required(headers, TYPE);
    Type current = CURRENT_EVENTS.get(type);
    if (current != null) return current;
    int revision = type.lastIndexOf(REVISION_PREFIX);
    if (!type.startsWith(TYPE_PREFIX) || revision <= TYPE_PREFIX.length())
      throw new UndecodableException(
          "Expected " + TYPE + " as io.weir.<name>.v<revision>, but got '" + type + "'");
    return new Type(
        type.substring(TYPE_PREFIX.length(), revision),
        type.substring(revision + REVISION_PREFIX.length()));
  }
}
