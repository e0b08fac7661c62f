package io.weir.projection.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.events.wire.JsonText;
import io.weir.events.wire.WireJson;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class JsonFieldsTest {
  @Test
  void areAnObjectInTheOrderOfTheirAdding() {
    JsonFields fields = new JsonFields();
    Map<String, Object> expected = new TreeMap<>();
    for (int i = 0; i < 20; i++) {
      assertThat(JsonText.of(fields.utf8())).isEqualTo(JsonText.of(WireJson.write(expected)));
      String name = "field-" + (char) ('a' + i);
      Object value = i % 2 == 0 ? "\u00e4 \"" + i : Map.of("number", i);
      fields.add(JsonFields.name(name), WireJson.write(value));
      expected.put(name, value);
    }
    assertThat(JsonText.of(fields.utf8()))
        .hasToString(WireJson.mapper().writeValueAsString(expected));
  }
}
