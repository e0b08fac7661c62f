package io.weir.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The page that says what Weir does instead of what hurts elsewhere names tests that exist. */
class PainsPageTest {
  private static final String PAGE = "docs/pains.md";

  @Test
  void everyPainNamesTestsThatExist() throws IOException {
    NamedTests tests = new NamedTests();
    List<String> missing = new ArrayList<>();
    for (String row : NamedTests.rows(PAGE, "#")) {
      List<MatchResult> named = NamedTests.in(row.substring(row.lastIndexOf("| `")));
      assertThat(named).as("a test for each pain: %s", row).isNotEmpty();
      named.stream().filter(test -> !tests.exists(test)).forEach(t -> missing.add(t.group()));
    }
    assertThat(missing)
        .as(
            "tests that docs/pains.md names and that do not exist (any more): rename or replace them there")
        .isEmpty();
  }

  /** State safety, truth, operability; 16 to 19 are about audit and secrets. */
  @Test
  void noPainIsLeftOut() throws IOException {
    assertThat(
            NamedTests.rows(PAGE, "#").stream()
                .map(row -> Integer.parseInt(row.split("\\|")[1].strip())))
        .containsExactlyElementsOf(
            IntStream.concat(IntStream.rangeClosed(1, 15), IntStream.rangeClosed(20, 25))
                .boxed()
                .toList());
  }
}
