package io.weir.projection.api;

import io.weir.events.wire.CloudEventHeaders;
import io.weir.events.wire.EventType;
import io.weir.events.wire.ReportType;
import io.weir.events.wire.Schemas;
import io.weir.events.wire.WireType;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The JSON Schemas of the log's records, for whoever consumes the topics. */
@RestController
@RequestMapping("/schemas")
final class SchemaController {
  private static final String MEDIA_TYPE = "application/schema+json";

  /**
   * One schema that is served.
   *
   * @param name the wire name of the type
   * @param revision of the type, from 1
   * @param id what {@code ce_dataschema} of such a record says
   * @param href where the schema is, relative to the origin
   */
  record Entry(String name, String revision, String id, String href) {}

  /**
   * All of them.
   *
   * @param items by name, then revision
   */
  record Listing(List<Entry> items) {}

  private final Listing listing =
      new Listing(
          Stream.of(EventType.values(), ReportType.values())
              .<WireType<?>>flatMap(Arrays::stream)
              .sorted((one, other) -> one.wireName().compareTo(other.wireName()))
              .flatMap(SchemaController::revisions)
              .toList());

  private static Stream<Entry> revisions(WireType<?> type) {
    return IntStream.rangeClosed(1, Integer.parseInt(type.revision()))
        .mapToObj(revision -> entry(type.wireName(), String.valueOf(revision)));
  }

  private static Entry entry(String name, String revision) {
    return new Entry(
        name,
        revision,
        CloudEventHeaders.schema(name, revision),
        "/schemas/" + name + "/" + revision);
  }

  @GetMapping
  ResponseEntity<byte[]> list(HttpServletRequest request) {
    return Answers.hashed(request, listing);
  }

  /**
   * @param open whether the schema allows fields that a later revision may add, as consumers want
   *     it; otherwise it is the one that Weir writes by
   */
  @GetMapping("/{name}/{revision}")
  ResponseEntity<byte[]> schema(
      @PathVariable String name,
      @PathVariable String revision,
      @RequestParam(defaultValue = "false") boolean open) {
    Optional<String> schema = open ? Schemas.open(name, revision) : Schemas.closed(name, revision);
    return ResponseEntity.ok()
        .header(HttpHeaders.CONTENT_TYPE, MEDIA_TYPE)
        .header(HttpHeaders.CACHE_CONTROL, "no-cache")
        .body(
            schema
                .orElseThrow(() -> Problem.unknownSchema(name, revision))
                .getBytes(StandardCharsets.UTF_8));
  }
}
