package io.weir.events.reference;

import io.weir.events.wire.EventType;
import io.weir.events.wire.ReportType;
import io.weir.events.wire.WireType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * {@code docs/events.md}: every type with its meaning and fields, and every value that they carry.
 */
final class EventReference {
  private static final String HEAD =
      """
      # Events and reports

      Written from the records of `events-schema` and their documentation; not edited by hand (`docs/handbook.md`, "add an event").

      Both topics carry [CloudEvents 1.0](https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md) in Kafka's binary mode: the attributes are headers (`ce_type` and so on),
      the value is the JSON below. The type is `io.weir.<name>.v<revision>`, the record key the aggregate's id. `ce_dataschema` names the JSON Schema, which the API serves
      at `/schemas/<name>/<revision>`. Times are UTC with microseconds at most. A released revision never changes; a reader ignores types that it does not know. Topics, headers and examples:
      [`api/asyncapi.yaml`](../api/asyncapi.yaml).

      """;

  private final RecordDocs docs;
  private final Map<String, Class<?>> values = new TreeMap<>();
  private final StringBuilder text = new StringBuilder(HEAD);

  EventReference(RecordDocs docs) {
    this.docs = docs;
  }

  /** The page as Markdown. */
  String text() {
    overview("Events on `weir.events`", EventType.values());
    overview("Reports on `weir.transitions`", ReportType.values());
    heading(2, "Fields of events");
    for (WireType<?> type : EventType.values()) fields(type);
    heading(2, "Fields of reports");
    for (WireType<?> type : ReportType.values()) fields(type);
    heading(2, "Values");
    values.values().forEach(this::value);
    return text.toString().stripTrailing() + "\n";
  }

  private void overview(String title, WireType<?>[] types) {
    heading(2, title);
    text.append("| type | revision | meaning |\n| --- | --- | --- |\n");
    for (WireType<?> type : types)
      text.append(
          "| [`%s`](#%s) | %s | %s |\n"
              .formatted(
                  type.wireName(),
                  type.wireName().replace(".", ""),
                  type.revision(),
                  meaning(type.javaType())));
    text.append('\n');
  }

  private void fields(WireType<?> type) {
    heading(3, type.wireName());
    text.append(meaning(type.javaType())).append("\n\n");
    fields(type.javaType());
    collect(type.javaType());
  }

  private void fields(Class<?> type) {
    text.append("| field | type | meaning |\n| --- | --- | --- |\n");
    for (RecordComponent component : type.getRecordComponents())
      text.append(
          "| `%s` | %s%s | %s |\n"
              .formatted(
                  component.getName(),
                  name(component.getGenericType()),
                  component.getType() == Optional.class ? ", may be absent" : "",
                  cell(docs.of(type, component.getName()).orElseThrow())));
    text.append('\n');
  }

  private void value(Class<?> type) {
    heading(3, name(type));
    text.append(meaning(type)).append("\n\n");
    if (type.isRecord()) {
      fields(type);
      return;
    }
    text.append("| constant | meaning |\n| --- | --- |\n");
    for (Object constant : type.getEnumConstants()) {
      String name = ((Enum<?>) constant).name();
      text.append("| `%s` | %s |\n".formatted(name, cell(docs.of(type, name).orElseThrow())));
    }
    text.append('\n');
  }

  private void collect(Class<?> type) {
    if (!type.isRecord()) return;
    Arrays.stream(type.getRecordComponents())
        .map(RecordComponent::getGenericType)
        .forEach(this::collectValue);
  }

  private void collectValue(Type type) {
    if (type instanceof ParameterizedType generic)
      Arrays.stream(generic.getActualTypeArguments()).forEach(this::collectValue);
    else if (type instanceof Class<?> value && (value.isRecord() || value.isEnum()))
      if (values.put(name(value), value) == null) collect(value);
  }

  private String meaning(Class<?> type) {
    return cell(docs.of(type).orElseThrow());
  }

  private void heading(int level, String title) {
    text.append("#".repeat(level)).append(' ').append(title).append("\n\n");
  }

  private static String cell(String line) {
    return line.replace("|", "\\|");
  }

  private static String name(Type type) {
    if (type instanceof ParameterizedType generic) {
      String inner =
          Arrays.stream(generic.getActualTypeArguments())
              .map(EventReference::name)
              .collect(Collectors.joining(" to "));
      if (generic.getRawType() == Optional.class) return inner;
      if (generic.getRawType() == Map.class) return "map of " + inner;
      return (generic.getRawType() == Set.class ? "set of " : "list of ") + inner;
    }
    Class<?> plain = (Class<?>) type;
    if (plain.isRecord() || plain.isEnum())
      return (plain.getEnclosingClass() == null ? "" : plain.getEnclosingClass().getSimpleName())
          + plain.getSimpleName();
    return switch (plain.getSimpleName()) {
      case "JsonNode" -> "any JSON";
      case "Instant" -> "time";
      case "BigDecimal" -> "decimal";
      case "int", "Integer" -> "int32";
      case "long", "Long" -> "int64";
      default -> plain.getSimpleName().toLowerCase(Locale.ROOT);
    };
  }
}
