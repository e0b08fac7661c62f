package io.weir.command.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProgramArgumentsTest {
  static Stream<Arguments> lines() {
    return Stream.of(
        Arguments.of("", List.of()),
        Arguments.of("   ", List.of()),
        Arguments.of("--rate 20", List.of("--rate", "20")),
        Arguments.of("  a \t b\n c ", List.of("a", "b", "c")),
        Arguments.of("'two words' \"and more\"", List.of("two words", "and more")),
        Arguments.of("--name='x y'z", List.of("--name=x yz")),
        Arguments.of("'' \"\"", List.of("", "")),
        Arguments.of("a\\ b", List.of("a b")),
        Arguments.of("\"say \\\"hi\\\" \\n\"", List.of("say \"hi\" \\n")),
        Arguments.of("'back\\slash'", List.of("back\\slash")),
        Arguments.of("$HOME `date` *", List.of("$HOME", "`date`", "*")),
        Arguments.of("end\\", List.of("end\\")));
  }

  @ParameterizedTest
  @MethodSource("lines")
  void splitsAsAShellWithoutExpanding(String line, List<String> arguments) {
    assertThat(ProgramArguments.split(line)).contains(arguments);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--name 'x", "\"", "a 'b' \"c"})
  void hasNothingToSayOfAnOpenQuote(String line) {
    assertThat(ProgramArguments.split(line)).isEmpty();
  }
}
