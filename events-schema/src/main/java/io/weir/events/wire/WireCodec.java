package io.weir.events.wire;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.node.ObjectNode;

/**
 * Records to and from JSON bytes, by a table of types and a chain of upcasters.
 *
 * @param <T> what the table lists
 */
final class WireCodec<T> {
  /** A row of the table: {@link WireType} without the closed list, so that a test has its own. */
  record Row<T>(String wireName, String revision, Class<? extends T> javaType) {}

  private final String noun;
  private final Map<String, Row<T>> rows;

  private final UpcasterChain upcasters;

  WireCodec(String noun, List<Row<T>> rows, List<Upcaster> upcasters) {
    this.noun = noun;
    this.rows = rows.stream().collect(Collectors.toMap(Row::wireName, Function.identity()));
    this.upcasters =
        new UpcasterChain(
            upcasters, rows.stream().collect(Collectors.toMap(Row::wireName, Row::revision)));
  }

  static <T> List<Row<T>> table(List<? extends WireType<T>> types) {
    return types.stream()
        .map(type -> new Row<T>(type.wireName(), type.revision(), type.javaType()))
        .toList();
  }

  T decode(String wireName, String revision, byte[] payload) {
    Row<T> row = rows.get(wireName);
    if (row == null)
      throw new UndecodableException(
          "Expected a known %s type, but got '%s': is this reader older than the writer?"
              .formatted(noun, wireName));
    try {
      T value =
          row.revision().equals(revision)
              ? WireJson.read(row.javaType(), payload)
              : WireJson.mapper().treeToValue(upcast(row, revision, payload), row.javaType());
      if (value == null)
        throw new UndecodableException(
            "Expected to read %s revision %s, but it is null".formatted(wireName, revision));
      return value;
    } catch (JacksonException e) {
      throw new UndecodableException(
          "Expected to read %s revision %s, but %s".formatted(wireName, revision, reason(e)), e);
    }
  }

  private ObjectNode upcast(Row<T> row, String revision, byte[] payload) {
    if (!(WireJson.mapper().readTree(payload) instanceof ObjectNode tree))
      throw new UndecodableException(
          "Expected to read %s revision %s, but it is no JSON object"
              .formatted(row.wireName(), revision));
    return upcasters
        .toCurrent(row.wireName(), revision, tree)
        .orElseThrow(
            () ->
                new UndecodableException(
                    "Expected revision %s of %s, but got '%s' and no upcaster reads it: is this reader older than the writer?"
                        .formatted(row.revision(), row.wireName(), revision)));
  }

  private static String reason(JacksonException e) {
    String place = e instanceof DatabindException d ? d.getPathReference() : "";
    return place.isEmpty() ? e.getOriginalMessage() : e.getOriginalMessage() + " at " + place;
  }
}
