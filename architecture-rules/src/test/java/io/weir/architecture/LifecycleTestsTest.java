package io.weir.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page that says which test holds which promise names tests that exist. */
class LifecycleTestsTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final Path PAGE = ROOT.resolve("docs/lifecycle-tests.md");
  private static final Pattern TEST = Pattern.compile("`([A-Z][A-Za-z]+)#([a-zA-Z]+)`");

  @Test
  void everyRowNamesTestsThatExist() throws IOException {
    Map<String, String> sources = sourcesOfTests();
    List<String> missing = new ArrayList<>();
    for (String row : rows()) {
      List<MatchResult> named = TEST.matcher(row).results().toList();
      assertThat(named).as("a test for each promise: %s", row).isNotEmpty();
      for (MatchResult test : named) {
        String source = sources.getOrDefault(test.group(1), "");
        Pattern method =
            Pattern.compile(
                "@(Test|Property|ParameterizedTest)\\b(?:(?!\\bvoid\\b)[\\s\\S])*?\\bvoid "
                    + test.group(2)
                    + "\\(");
        if (!method.matcher(source).find()) missing.add(test.group());
      }
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
    return Files.readAllLines(PAGE).stream()
        .filter(line -> line.startsWith("| "))
        .filter(line -> !line.startsWith("| promise") && !line.startsWith("| ---"))
        .toList();
  }

  private static Map<String, String> sourcesOfTests() throws IOException {
    Map<String, String> sources = new TreeMap<>();
    try (Stream<Path> modules = Files.list(ROOT)) {
      for (Path tests : modules.map(each -> each.resolve("src/test/java")).toList())
        if (Files.isDirectory(tests)) read(tests, sources);
    }
    return sources;
  }

  private static void read(Path folder, Map<String, String> sources) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList())
        // Two modules may have a test of one name.
        sources.merge(
            file.getFileName().toString().replace(".java", ""),
            Files.readString(file),
            String::concat);
    }
  }
}
