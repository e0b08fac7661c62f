package io.weir.standalone.compose;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What the poms say of the images that the build makes. */
final class BuiltImages {
  private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
  private static final Pattern MAIN = Pattern.compile("<weir.image.main>([^<]+)<");
  private static final Pattern FLAG = Pattern.compile("<jvmFlag>([^<]+)</jvmFlag>");
  private static final Pattern VERSION =
      Pattern.compile("<artifactId>weir</artifactId>\\s*<version>([^<]+)<");

  private BuiltImages() {}

  /** The main class of each module that becomes an image. */
  static Map<String, String> mainClasses() {
    Map<String, String> mains = new TreeMap<>();
    for (String module : all(MODULE, pom(ComposeFile.ROOT)))
      first(MAIN, pom(ComposeFile.ROOT.resolve(module))).ifPresent(main -> mains.put(module, main));
    return mains;
  }

  static List<String> jvmFlags() {
    return all(FLAG, pom(ComposeFile.ROOT));
  }

  static String version() {
    return first(VERSION, pom(ComposeFile.ROOT)).orElseThrow();
  }

  static String pom(Path directory) {
    try {
      return Files.readString(directory.resolve("pom.xml"));
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static Optional<String> first(Pattern pattern, String text) {
    return all(pattern, text).stream().findFirst();
  }

  private static List<String> all(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(match -> group(match)).toList();
  }

  private static String group(MatchResult match) {
    return match.group(1);
  }
}
