package io.weir.examples.wordcounter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ArgumentsTest {
  @Test
  void readsWhatIsGivenAndLeavesTheRestAbsent() {
    Arguments arguments = Arguments.parse("--output", "file:///tmp/out", "--rate", "2.5");

    assertThat(arguments.output()).contains("file:///tmp/out");
    assertThat(arguments.rate()).isEqualTo(2.5);
    assertThat(arguments.input()).isEmpty();
    assertThat(arguments.lines()).isEmpty();
    assertThat(arguments.failAfter()).isEmpty();
  }

  @Test
  void namesWhatIsWrong() {
    assertThatThrownBy(() -> Arguments.parse("--colour", "red"))
        .hasMessageStartingWith("Unknown argument '--colour'. Usage:");
    assertThatThrownBy(() -> Arguments.parse("--rate"))
        .hasMessageStartingWith("Argument '--rate' has no value.");
    assertThatThrownBy(() -> Arguments.parse("--rate", "fast"))
        .hasMessageStartingWith("--rate must be a number, but is 'fast'.");
    assertThatThrownBy(() -> Arguments.parse("--rate", "0"))
        .hasMessage("--rate must be greater than 0, but is 0.0.");
  }
}
