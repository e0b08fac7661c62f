package io.weir.events.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.weir.events.wire.canonical.CanonicalJson;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The one JSON mapper of the wire. Times are ISO-8601 text of microseconds at most (the records cut
 * finer ones, as the database would, so that live and replayed state are equal); absent fields are
 * left out; unknown, missing and doubled fields and values of another type are refused.
 */
public final class WireJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_ABSENT))
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          // A missing component would otherwise become null or 0; an absent Optional stays empty.
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          // "7" is no number, 1.5 no whole number, 0 no enum constant.
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .addModule(new InstantModule())
          .addModule(new RecordModule())
          .build();

  private static final CanonicalJson CANONICAL = new CanonicalJson(MAPPER);

  private WireJson() {}

  /** The mapper; shared and immutable. */
  public static JsonMapper mapper() {
    return MAPPER;
  }

  /** The record as UTF-8 JSON, the same bytes for equal records. */
  public static byte[] write(Object value) {
    byte[] canonical = CANONICAL.write(value);
    return canonical == null ? MAPPER.writeValueAsBytes(value) : canonical;
  }

  /**
   * The value in UTF-8 JSON.
   *
   * @throws tools.jackson.core.JacksonException when it does not fit
   */
  public static <T> T read(Class<T> type, byte[] json) {
    T canonical = CANONICAL.read(type, json);
    return canonical == null ? MAPPER.readValue(json, type) : canonical;
  }
}
