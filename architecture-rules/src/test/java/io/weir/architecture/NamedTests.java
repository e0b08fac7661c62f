package io.weir.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Tests that pages name as {@code `Class#method`}, and whether they exist in any module. */
final class NamedTests {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final Pattern TEST = Pattern.compile("`([A-Z][A-Za-z]+)#([a-zA-Z]+)`");

  private final Map<String, String> sources = new TreeMap<>();

  NamedTests() throws IOException {
    try (Stream<Path> modules = Files.list(ROOT)) {
      for (Path tests : modules.map(each -> each.resolve("src/test/java")).toList())
        if (Files.isDirectory(tests)) read(tests);
    }
  }

  /** The rows of a page's tables, without heads. */
  static List<String> rows(String page, String head) throws IOException {
    return Files.readAllLines(ROOT.resolve(page)).stream()
        .filter(line -> line.startsWith("| "))
        .filter(line -> !line.startsWith("| " + head + " |") && !line.startsWith("| ---"))
        .toList();
  }

  /** What a row names. */
  static List<MatchResult> in(String row) {
    return TEST.matcher(row).results().toList();
  }

  boolean exists(MatchResult named) {
    Pattern method =
        Pattern.compile(
            "@(Test|Property|ParameterizedTest)\\b(?:(?!\\bvoid\\b)[\\s\\S])*?\\bvoid "
                + named.group(2)
                + "\\(");
    return method.matcher(sources.getOrDefault(named.group(1), "")).find();
  }

  private void read(Path folder) throws IOException {
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
