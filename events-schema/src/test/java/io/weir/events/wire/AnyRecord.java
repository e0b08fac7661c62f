package io.weir.events.wire;

import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Any value of a record type, by its components. */
final class AnyRecord {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** Names as users choose them, with what JSON has to escape. */
  private static final Arbitrary<String> TEXT =
      Arbitraries.oneOf(
          Arbitraries.strings().ascii().ofMaxLength(12),
          Arbitraries.strings().withCharRange('\u0000', '\uD7FF').ofMaxLength(8),
          Arbitraries.of("", "日本", "\uD83D\uDE80", "a\"b\\c", "{{jobId}}"));

  private static final Arbitrary<BigDecimal> DECIMAL =
      Arbitraries.oneOf(
          Arbitraries.bigDecimals().ofScale(3),
          Arbitraries.of("0.10", "1E+3", "1E-9", "100", "1E+40", "-0.0").map(BigDecimal::new));

  private AnyRecord() {}

  /** Any value of this record. */
  static <T> Arbitrary<T> of(Class<T> type) {
    List<Arbitrary<Object>> components =
        Arrays.stream(type.getRecordComponents())
            .map(component -> any(component.getGenericType()))
            .toList();
    if (components.isEmpty()) return Arbitraries.create(() -> construct(type, List.of()));
    return Combinators.combine(components).as(values -> construct(type, values));
  }

  private static Arbitrary<Object> any(Type type) {
    return type instanceof ParameterizedType generic
        ? container(generic)
        : plain((Class<?>) type).asGeneric();
  }

  private static Arbitrary<Object> container(ParameterizedType type) {
    Type[] arguments = type.getActualTypeArguments();
    Arbitrary<Object> element = any(arguments[arguments.length - 1]);
    if (type.getRawType() == Optional.class) return element.optional().asGeneric();
    if (type.getRawType() == List.class) return element.list().ofMaxSize(3).asGeneric();
    if (type.getRawType() == Set.class) return element.set().ofMaxSize(3).asGeneric();
    if (type.getRawType() == Map.class)
      return Arbitraries.maps(TEXT, element).ofMaxSize(3).asGeneric();
    throw unknown(type);
  }

  private static Arbitrary<?> plain(Class<?> type) {
    if (type.isRecord()) return of(type);
    if (type.isEnum()) return Arbitraries.of(type.getEnumConstants());
    if (type == String.class) return TEXT;
    if (type == int.class || type == Integer.class) return Arbitraries.integers();
    if (type == long.class || type == Long.class) return Arbitraries.longs();
    if (type == boolean.class) return Arbitraries.of(true, false);
    if (type == BigDecimal.class) return DECIMAL;
    if (type == UUID.class)
      return Combinators.combine(Arbitraries.longs(), Arbitraries.longs()).as(UUID::new);
    if (type == Instant.class) return instants();
    if (type == Duration.class)
      return Arbitraries.longs().between(-10, 100_000_000).map(Duration::ofMillis);
    if (type == JsonNode.class) return trees();
    throw unknown(type);
  }

  /** With nanoseconds, which the records cut. */
  private static Arbitrary<Instant> instants() {
    return Combinators.combine(
            Arbitraries.longs().between(0, 4_102_444_800L),
            Arbitraries.longs().between(0, 999_999_999L))
        .as(Instant::ofEpochSecond);
  }

  private static Arbitrary<JsonNode> trees() {
    Arbitrary<JsonNode> leaf =
        Arbitraries.oneOf(
            TEXT.map(NODES::stringNode),
            Arbitraries.of(true, false).map(NODES::booleanNode),
            Arbitraries.longs().map(NODES::numberNode),
            Arbitraries.doubles().between(-1e9, 1e9).map(NODES::numberNode),
            DECIMAL.map(NODES::numberNode),
            Arbitraries.create(NODES::nullNode));
    return Arbitraries.recursive(
        () -> leaf,
        inner ->
            Arbitraries.oneOf(
                inner.list().ofMaxSize(2).map(list -> NODES.arrayNode().addAll(list)),
                Arbitraries.maps(TEXT, inner)
                    .ofMaxSize(2)
                    .map(fields -> NODES.objectNode().setAll(fields))),
        0,
        3);
  }

  private static <T> T construct(Class<T> type, List<Object> values) {
    try {
      Constructor<T> constructor =
          type.getDeclaredConstructor(
              Arrays.stream(type.getRecordComponents())
                  .map(RecordComponent::getType)
                  .toArray(Class<?>[]::new));
      return constructor.newInstance(values.toArray());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Expected to make a " + type.getSimpleName(), e);
    }
  }

  private static IllegalStateException unknown(Type type) {
    return new IllegalStateException(
        "Expected a type that the wire knows, but got %s: add it to AnyRecord".formatted(type));
  }
}
