package io.weir.executor.deployment.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryTest {
  @ParameterizedTest
  @CsvSource({
    "1g, 1Gi, 1024m",
    "1G, 1Gi, 1024m",
    "1.5G, 1536Mi, 1536m",
    "2048m, 2Gi, 2048m",
    "700Mi, 700Mi, 700m",
    "1 gb, 1Gi, 1024m",
    "1048576, 1Mi, 1m",
    "524288k, 512Mi, 512m",
    "1t, 1024Gi, 1048576m"
  })
  void readsAmounts(String text, String quantity, String flink) {
    Memory memory = Memory.parse(text);
    assertThat(memory.quantity()).isEqualTo(quantity);
    assertThat(memory.flink()).isEqualTo(flink);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "much", "1x", "-1g", "0", "1k", "1,5g"})
  void refusesWhatIsNoAmount(String text) {
    assertThatThrownBy(() -> Memory.parse(text))
        .isInstanceOf(UnrenderableException.class)
        .hasMessageContaining("1.5G");
  }
}
