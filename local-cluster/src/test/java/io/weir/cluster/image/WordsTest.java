package io.weir.cluster.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Variables, shell words and configuration: how text becomes words and settings. */
class WordsTest {

  @Test
  void expandsVariablesAsKubernetesDoes() {
    Map<String, String> values = Map.of("A", "1", "B", "$(A)");
    assertThat(Variables.expand("x$(A)y$(B)", values)).isEqualTo("x1y$(A)");
    assertThat(Variables.expand("$(NONE) $$(A) $A $", values)).isEqualTo("$(NONE) $(A) $A $");
  }

  @Test
  void expandsAnEnvironmentInItsOrder() {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("EARLY", "$(LATE)");
    environment.put("LATE", "2");
    environment.put("BOTH", "$(EARLY)/$(LATE)");
    assertThat(Variables.expandInOrder(environment))
        .containsEntry("EARLY", "$(LATE)")
        .containsEntry("BOTH", "$(LATE)/2");
  }

  @Test
  void splitsAsAShell() {
    assertThat(ShellWords.split("a  'b c' \"d 'e\" f\\ g ''x h"))
        .containsExactly("a", "b c", "d 'e", "f g", "x", "h");
  }

  @Test
  void flattensConfiguration() {
    assertThat(
            FlinkConfiguration.flatten(
                "rest.port: 8081\nexecution:\n  checkpointing:\n    interval: 1s\nlist: [a, b]\n"))
        .containsEntry("rest.port", "8081")
        .containsEntry("execution.checkpointing.interval", "1s")
        .containsKey("list");
    assertThat(FlinkConfiguration.flatten("")).isEmpty();
  }

  @Test
  void readsTheConfigurationOfLinesBeforeYaml() {
    assertThat(
            FlinkConfiguration.lines(
                """
                # a comment
                rest.port: 8081
                  env.java.opts: -Da="b: c" # why
                no option
                state.savepoints.dir: file:///a
                """))
        .isEqualTo(
            Map.of(
                "rest.port",
                "8081",
                "env.java.opts",
                "-Da=\"b: c\"",
                "state.savepoints.dir",
                "file:///a"));
  }

  @Test
  void refusesConfigurationThatIsNoYaml() {
    assertThatThrownBy(() -> FlinkConfiguration.flatten("a: [1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Expected config.yaml to be YAML");
  }
}
