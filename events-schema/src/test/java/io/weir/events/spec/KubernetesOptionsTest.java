package io.weir.events.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Trees that mean the same are the same, whichever parser made them. */
class KubernetesOptionsTest {
  private static final JsonMapper MAPPER = JsonMapper.shared();

  /** Reads decimals as they are written, where the other one reads doubles. */
  private static final JsonMapper EXACT =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  @ParameterizedTest
  @CsvSource({
    "1.0, 1",
    "1e2, 100",
    "0.50, 0.5",
    "-0.0, 0",
    "5000000000.0, 5000000000",
    "9223372036854775807.0, 9223372036854775807",
    "9223372036854775808.0, 9223372036854775808",
    "1.0e40, 1E+40",
    "0.1, 0.1"
  })
  void aNumberHasOneForm(String one, String other) {
    assertThat(options(EXACT.readTree("[" + one + "]"))).isEqualTo(pods("[" + other + "]"));
  }

  @Test
  void theOrderOfFieldsDoesNotCount() {
    KubernetesOptions one = pods("{\"a\": 1, \"b\": {\"c\": 2, \"d\": 3}}");
    KubernetesOptions other = pods("{\"b\": {\"d\": 3, \"c\": 2}, \"a\": 1}");

    assertThat(one).isEqualTo(other);
    assertThat(one.pods()).hasToString(other.pods().toString());
  }

  @Test
  void theOrderOfElementsCounts() {
    assertThat(pods("[1, 2]")).isNotEqualTo(pods("[2, 1]"));
  }

  @Test
  void aTreeThatIsNullIsAbsent() {
    assertThat(pods("null").pods()).isEmpty();
  }

  @Test
  void aNullInsideIsKept() {
    assertThat(pods("{\"a\": null}").pods().orElseThrow().get("a").isNull()).isTrue();
  }

  @Test
  void aLaterChangeOfTheGivenTreeChangesNothing() {
    ObjectNode given = JsonNodeFactory.instance.objectNode().put("a", 1);
    KubernetesOptions options = options(given);

    given.put("a", 2);

    assertThat(options).isEqualTo(pods("{\"a\": 1}"));
  }

  private static KubernetesOptions pods(String json) {
    return options(MAPPER.readTree(json));
  }

  private static KubernetesOptions options(JsonNode pods) {
    return new KubernetesOptions(Map.of(), Optional.of(pods), Optional.empty(), Optional.empty());
  }
}
