package io.weir.projection.api;

import io.weir.appmanager.ResourceList;
import io.weir.events.AggregateKind;
import io.weir.events.wire.WireJson;
import io.weir.projection.audit.AuditEntry;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * One event as auditors see it; Weir's own resource.
 *
 * @param kind always {@link #KIND}
 * @param apiVersion always {@link ResourceList#API_VERSION}
 * @param metadata which event
 * @param spec who, why, what
 */
record AuditResource(String kind, String apiVersion, Metadata metadata, Spec spec) {
  static final String KIND = "AuditEntry";

  /**
   * Which event.
   *
   * @param id the event
   * @param namespace the namespace of what it happened to
   * @param resourceKind the kind of what it happened to, as in the paths of the API
   * @param resourceId what it happened to
   * @param resourceName its name
   * @param deploymentId the same as the resource's id when that is a deployment
   * @param resourceVersion its resource version from this event on
   * @param position the event's place in the order of the whole log
   * @param createdAt when it was recorded
   */
  record Metadata(
      UUID id,
      String namespace,
      String resourceKind,
      UUID resourceId,
      String resourceName,
      Optional<UUID> deploymentId,
      long resourceVersion,
      long position,
      Instant createdAt) {}

  /**
   * Who, why, what.
   *
   * @param event the event's name in the log
   * @param actor {@code kind:name}
   * @param reason the actor's own words
   * @param command the kind of command or report that caused it
   * @param correlationId one id for everything that follows from one request
   * @param causationId the command or report that caused it
   * @param traceparent W3C trace context of the request
   * @param before what it changed, as it was
   * @param after what it changed, as it is from then on
   */
  record Spec(
      String event,
      String actor,
      Optional<String> reason,
      String command,
      UUID correlationId,
      UUID causationId,
      Optional<String> traceparent,
      Optional<JsonNode> before,
      Optional<JsonNode> after) {}

  static AuditResource of(AuditEntry row) {
    return new AuditResource(
        KIND,
        ResourceList.API_VERSION,
        new Metadata(
            row.eventId(),
            row.namespace(),
            row.kind().path(),
            row.aggregateId(),
            row.subject(),
            row.kind() == AggregateKind.DEPLOYMENT
                ? Optional.of(row.aggregateId())
                : Optional.empty(),
            row.sequence() + 1,
            row.position(),
            row.time()),
        new Spec(
            row.type(),
            row.actor(),
            row.reason(),
            row.command(),
            row.correlationId(),
            row.causationId(),
            row.traceparent(),
            row.before().map(json -> WireJson.mapper().readTree(json.toString())),
            row.after().map(json -> WireJson.mapper().readTree(json.toString()))));
  }
}
