package io.weir.examples.wordcounter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The committed results in a directory. */
record Results(List<String> lines) {
  private static final Pattern LINE = Pattern.compile("word=(\\w+) count=(\\d+) from=(\\S+)");

  static Results in(Path directory) {
    if (!Files.isDirectory(directory)) {
      return new Results(List.of());
    }
    try (Stream<Path> files = Files.walk(directory)) {
      return new Results(
          files
              .filter(Files::isRegularFile)
              .filter(file -> file.getFileName().toString().startsWith("part-"))
              .flatMap(Results::linesOf)
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<String> linesOf(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The counts of each word, ascending. */
  Map<String, List<Long>> countsByWord() {
    return parsed()
        .collect(
            Collectors.groupingBy(
                m -> m.group(1),
                TreeMap::new,
                Collectors.mapping(
                    m -> Long.valueOf(m.group(2)),
                    Collectors.collectingAndThen(
                        Collectors.toList(), l -> l.stream().sorted().toList()))));
  }

  Set<String> origins() {
    return parsed().map(m -> m.group(3)).collect(Collectors.toSet());
  }

  private Stream<Matcher> parsed() {
    return lines.stream()
        .map(
            line -> {
              Matcher matcher = LINE.matcher(line);
              if (!matcher.matches()) {
                throw new IllegalStateException("Expected a result, but found: " + line);
              }
              return matcher;
            });
  }
}
