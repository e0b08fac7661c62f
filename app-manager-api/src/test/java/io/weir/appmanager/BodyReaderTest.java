package io.weir.appmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.weir.appmanager.RefusedBodyException.Code;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class BodyReaderTest {
  private static ObjectNode yaml(String text) {
    return BodyReader.read(text.getBytes(StandardCharsets.UTF_8), Optional.of(BodySyntax.YAML));
  }

  private static RefusedBodyException refusal(String text, Optional<BodySyntax> syntax) {
    return catchThrowableOfType(
        RefusedBodyException.class,
        () -> BodyReader.read(text.getBytes(StandardCharsets.UTF_8), syntax));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"labels\":{\"a/b\":\"x\\u0000y\"}}",
        "{\"labels\":{\"a/b\":\"\\ud800\"}}",
        "{\"labels\":{\"a/b\":\"\\udc00\\ud800\"}}",
        "{\"labels\":{\"a/b\":\"\\ud800x\"}}",
        "{\"labels\":{\"a/b\":{\"\\u0000\":1}}}",
        "labels: {a/b: \"\\0\"}"
      })
  void refusesTextThatCannotBeKeptAndSaysWhere(String body) {
    RefusedBodyException refusal = refusal(body, Optional.empty());

    assertThat(refusal.code()).isEqualTo(Code.INVALID_FIELD);
    assertThat(refusal.faults())
        .singleElement()
        .satisfies(fault -> assertThat(fault.pointer()).isEqualTo("/labels/a~1b"));
  }

  @Test
  void keepsWholeSurrogatePairs() {
    assertThat(yaml("v: \"\\U0001F680\"").get("v").asString()).isEqualTo("\ud83d\ude80");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.10",
        "1.14",
        "4",
        "0.0",
        "-3",
        "010",
        "1e3",
        "0x1F",
        "1_000",
        ".5",
        "+1",
        "2026-11-21",
        "1.",
        "NaN",
        "12345678901234567890123456789012345678901234567890123456789012345678901234567890"
      })
  void keepsTheSpellingOfPlainScalars(String scalar) {
    assertThat(yaml("v: " + scalar).get("v").asString()).isEqualTo(scalar);
  }

  @Test
  void givesPlainNumbersAndBooleansTheirType() {
    ObjectNode tree =
        yaml("port: 8080\nshare: 0.5\non: true\noff: false\nnone: ~\ntext: \"8080\"\nyes: yes");

    assertThat(tree.get("port").isNumber()).isTrue();
    assertThat(tree.get("share").isNumber()).isTrue();
    assertThat(tree.get("on").isBoolean()).isTrue();
    assertThat(tree.get("off").booleanValue()).isFalse();
    assertThat(tree.get("none").isNull()).isTrue();
    assertThat(tree.get("text").isString()).isTrue();
    assertThat(tree.get("yes").isString()).isTrue();
  }

  @Test
  void triesJsonThenYamlWhenNobodySaysWhich() {
    assertThat(
            BodyReader.read("{\"a\":1}".getBytes(StandardCharsets.UTF_8), Optional.empty())
                .get("a")
                .intValue())
        .isEqualTo(1);
    assertThat(
            BodyReader.read("a: 1".getBytes(StandardCharsets.UTF_8), Optional.empty())
                .get("a")
                .intValue())
        .isEqualTo(1);
  }

  @Test
  void writesAliasesOutAsCopies() {
    ObjectNode tree = yaml("a: &x {k: 1}\nb: *x\nc: *x");

    assertThat(tree.get("b")).isEqualTo(tree.get("a")).isNotSameAs(tree.get("a"));
    assertThat(tree.get("c")).isEqualTo(tree.get("a"));
  }

  static Stream<Arguments> hostile() {
    StringBuilder laughs = new StringBuilder("l0: &l0 " + "x".repeat(50_000) + "\n");
    for (int i = 1; i <= 4; i++)
      laughs.append(
          "l%d: &l%d [*l%d,*l%d,*l%d,*l%d,*l%d]\n"
              .formatted(i, i, i - 1, i - 1, i - 1, i - 1, i - 1));
    return Stream.of(
        Arguments.of("broken JSON", "{\"a\":", BodySyntax.JSON, Code.MALFORMED_BODY, "line 1"),
        Arguments.of("two JSON values", "{} {}", BodySyntax.JSON, Code.MALFORMED_BODY, "JSON"),
        Arguments.of(
            "a key twice in JSON",
            "{\"a\":1,\"a\":2}",
            BodySyntax.JSON,
            Code.MALFORMED_BODY,
            "uplicate"),
        Arguments.of(
            "deep JSON",
            "{\"a\":" + "[".repeat(60) + "]".repeat(60) + "}",
            BodySyntax.JSON,
            Code.BODY_OUTSIDE_LIMITS,
            "50"),
        Arguments.of(
            "an endless number",
            "{\"a\":{\"b\":1e999999999}}",
            BodySyntax.JSON,
            Code.BODY_OUTSIDE_LIMITS,
            "/a/b"),
        Arguments.of("an array", "[1]", BodySyntax.JSON, Code.OBJECT_EXPECTED, "object"),
        Arguments.of("nothing", "", BodySyntax.JSON, Code.OBJECT_EXPECTED, "empty"),
        Arguments.of("nothing in YAML", "", BodySyntax.YAML, Code.OBJECT_EXPECTED, "empty"),
        Arguments.of("broken YAML", "a: [1,\nb: 2", BodySyntax.YAML, Code.MALFORMED_BODY, "line 2"),
        Arguments.of(
            "a key twice in YAML", "a: 1\na: 2", BodySyntax.YAML, Code.MALFORMED_BODY, "line 2"),
        Arguments.of(
            "two documents", "a: 1\n---\nb: 2", BodySyntax.YAML, Code.OBJECT_EXPECTED, "second"),
        Arguments.of(
            "a Java tag",
            "a: !!javax.script.ScriptEngineManager []",
            BodySyntax.YAML,
            Code.BODY_OUTSIDE_LIMITS,
            "tags"),
        Arguments.of(
            "a merge key",
            "a: &x {k: 1}\nb:\n  <<: *x",
            BodySyntax.YAML,
            Code.BODY_OUTSIDE_LIMITS,
            "merge key"),
        Arguments.of(
            "too many aliases",
            "a: &x 1\nb: [" + "*x,".repeat(21) + "]",
            BodySyntax.YAML,
            Code.BODY_OUTSIDE_LIMITS,
            "aliases"),
        Arguments.of(
            "a billion laughs",
            laughs.toString(),
            BodySyntax.YAML,
            Code.BODY_OUTSIDE_LIMITS,
            "aliases"),
        Arguments.of(
            "an alias without its anchor",
            "a: *nobody",
            BodySyntax.YAML,
            Code.MALFORMED_BODY,
            "nobody"),
        Arguments.of(
            "deep YAML",
            "a: " + "[".repeat(60) + "]".repeat(60),
            BodySyntax.YAML,
            Code.BODY_OUTSIDE_LIMITS,
            "50"),
        Arguments.of(
            "an object as key", "? {a: 1}\n: 2", BodySyntax.YAML, Code.MALFORMED_BODY, "key"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hostile")
  void refusesAndSaysWhat(String name, String body, BodySyntax syntax, Code code, String says) {
    RefusedBodyException refusal = refusal(body, Optional.of(syntax));

    assertThat(refusal.code()).isEqualTo(code);
    assertThat(refusal.getMessage()).contains(says).startsWith("Expected");
  }

  @Test
  void refusesWhatIsTooLargeAndWhatIsNoText() {
    assertThat(refusal(" ".repeat(BodyLimits.BYTES + 1), Optional.empty()).code())
        .isEqualTo(Code.BODY_TOO_LARGE);
    RefusedBodyException binary =
        catchThrowableOfType(
            RefusedBodyException.class,
            () ->
                BodyReader.read(new byte[] {'a', ':', (byte) 0xff}, Optional.of(BodySyntax.YAML)));
    assertThat(binary.code()).isEqualTo(Code.MALFORMED_BODY);
  }
}
