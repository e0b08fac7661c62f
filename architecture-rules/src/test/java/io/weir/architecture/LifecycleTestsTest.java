package io.weir.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import org.junit.jupiter.api.Test;

/** The page that says which test holds which promise names tests that exist. */
class LifecycleTestsTest {
  private static final String PAGE = "docs/lifecycle-tests.md";

  @Test
  void everyRowNamesTestsThatExist() throws IOException {
    NamedTests tests = new NamedTests();
    List<String> missing = new ArrayList<>();
    for (String row : rows()) {
      List<MatchResult> named = NamedTests.in(row);
      assertThat(named).as("a test for each promise: %s", row).isNotEmpty();
      named.stream().filter(test -> !tests.exists(test)).forEach(t -> missing.add(t.group()));
    }
    assertThat(missing)
        .as(
            "tests that docs/lifecycle-tests.md names and that do not exist (any more): rename or replace them there")
        .isEmpty();
  }

  @Test
  void noPromiseStandsTwice() throws IOException {
    assertThat(rows().stream().map(row -> row.split("\\|")[1].strip()))
        .hasSizeGreaterThan(30)
        .doesNotHaveDuplicates();
  }

  private static List<String> rows() throws IOException {
    return NamedTests.rows(PAGE, "promise");
  }
}
