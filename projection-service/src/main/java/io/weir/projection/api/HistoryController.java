package io.weir.projection.api;

import io.weir.appmanager.EventResource;
import io.weir.appmanager.ResourceList;
import io.weir.projection.audit.AuditEntry;
import io.weir.projection.audit.AuditQueries;
import io.weir.projection.timeline.TimelineQueries;
import io.weir.projection.timeline.TimelineQueries.Shown;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What happened: the timeline and the audit trail, ascending, the newest rows when limited. */
@RestController
@RequestMapping("/api/v1/namespaces/{namespace}")
final class HistoryController {
  /** A namespace's history has no end; a client that wants all of it asks per deployment. */
  private static final int MOST = 10_000;

  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  private final ReadTransaction transaction;
  private final TimelineQueries timeline;
  private final AuditQueries audit;

  HistoryController(ReadTransaction transaction, TimelineQueries timeline, AuditQueries audit) {
    this.transaction = transaction;
    this.timeline = timeline;
    this.audit = audit;
  }

  @GetMapping("/events")
  ResponseEntity<byte[]> events(
      @PathVariable String namespace,
      @RequestParam Optional<UUID> deploymentId,
      @RequestParam Optional<UUID> jobId,
      @RequestParam Optional<UUID> sessionClusterId,
      @RequestParam(defaultValue = "false") boolean deleted,
      @RequestParam(defaultValue = "10000") int limit,
      HttpServletRequest request) {
    int most = limit(limit);
    List<Shown> rows =
        transaction.look(
            () -> timeline.newest(namespace, deploymentId, jobId, sessionClusterId, deleted, most));
    return Answers.hashed(
        request,
        ResourceList.of(EventResource.KIND, rows.stream().map(EventResources::of).toList()));
  }

  @GetMapping("/audit")
  ResponseEntity<byte[]> audit(
      @PathVariable String namespace,
      @RequestParam Optional<UUID> deploymentId,
      @RequestParam Optional<UUID> resourceId,
      @RequestParam Optional<String> from,
      @RequestParam Optional<String> to,
      @RequestParam(defaultValue = "10000") int limit,
      HttpServletRequest request) {
    Optional<Instant> since = from.map(text -> instant("from", text));
    Optional<Instant> before = to.map(text -> instant("to", text));
    int most = limit(limit);
    List<AuditEntry> rows =
        transaction.look(
            () -> audit.list(namespace, resourceId.or(() -> deploymentId), since, before, most));
    return Answers.hashed(
        request,
        ResourceList.of(AuditResource.KIND, rows.stream().map(AuditResource::of).toList()));
  }

  private static int limit(int limit) {
    if (limit < 1 || limit > MOST)
      throw new Problem(
          Problem.Code.BAD_PARAMETER,
          "Expected limit to be 1 to %d, but it is %d.".formatted(MOST, limit));
    return limit;
  }

  private static Instant instant(String name, String text) {
    try {
      Instant instant = Instant.parse(text);
      // What the database can compare with.
      if (!instant.isBefore(EARLIEST) && instant.isBefore(LATEST)) return instant;
    } catch (DateTimeParseException malformed) {
      // Told below, as for a year that is none.
    }
    throw new Problem(
        Problem.Code.BAD_PARAMETER,
        "Expected %s as an instant such as 2026-11-21T05:00:00Z, but it is '%s'."
            .formatted(name, text.length() > 40 ? text.substring(0, 40) + "..." : text));
  }
}
