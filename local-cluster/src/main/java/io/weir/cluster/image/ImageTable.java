package io.weir.cluster.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which image names exist here, read from a file of this form (the first name that fits wins; a
 * {@code *} stands for any text; {@code home} is relative to the file):
 *
 * <pre>
 * images:
 *   - name: flink:2.3.0*
 *     runtime: flink
 *     home: images/flink-2.3.0
 *   - name: weir/artifact-fetcher:*
 *     runtime: fetcher
 *   - name: busybox*
 *     runtime: host
 * </pre>
 */
public final class ImageTable {
  private final List<Entry> entries;

  private ImageTable(List<Entry> entries) {
    this.entries = List.copyOf(entries);
  }

  /**
   * Reads a table.
   *
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException if the file is not of the form above, or a Flink home has no
   *     {@code lib} with jars; the message names the file and the entry
   */
  public static ImageTable read(Path file) throws IOException {
    JsonNode images = YAMLMapper.builder().build().readTree(file.toFile()).path("images");
    if (!images.isArray() || images.isEmpty()) {
      throw new IllegalArgumentException(
          "Expected a list `images` with at least one entry in %s".formatted(file));
    }
    List<Entry> entries = new ArrayList<>();
    for (JsonNode image : images) {
      entries.add(entry(file, image));
    }
    return new ImageTable(entries);
  }

  /** The image of this name, or nothing when no entry fits (a pod then waits in ErrImagePull). */
  public Optional<Image> find(String name) {
    String local = withoutDockerHub(name);
    return entries.stream().filter(entry -> entry.fits(local)).map(Entry::image).findFirst();
  }

  /** The name patterns, in order of precedence: what a message can offer to its reader. */
  public List<String> names() {
    return entries.stream().map(Entry::pattern).toList();
  }

  private static Entry entry(Path file, JsonNode image) throws IOException {
    String name = image.path("name").asText();
    String runtime = image.path("runtime").asText();
    if (name.isBlank()) {
      throw new IllegalArgumentException(
          "Expected a `name` for every image in %s, but one has none: %s".formatted(file, image));
    }
    return new Entry(
        name,
        switch (runtime) {
          case "flink" -> flink(file, name, image.path("home").asText());
          case "fetcher" -> new Image.Fetcher();
          case "host" -> new Image.Host();
          default ->
              throw new IllegalArgumentException(
                  "Expected the runtime of image %s in %s to be flink, fetcher or host, but it is `%s`"
                      .formatted(name, file, runtime));
        });
  }

  private static Image flink(Path file, String name, String home) throws IOException {
    Path directory = file.toAbsolutePath().getParent().resolve(home).normalize();
    Path lib = directory.resolve("lib");
    List<Path> jars = List.of();
    if (Files.isDirectory(lib)) {
      try (Stream<Path> files = Files.list(lib)) {
        jars = files.filter(jar -> jar.toString().endsWith(".jar")).sorted().toList();
      }
    }
    if (jars.isEmpty()) {
      throw new IllegalArgumentException(
          "Expected the jars of image %s (%s) in %s, but there are none: build local-cluster first (mvn package)"
              .formatted(name, file, lib));
    }
    return new Image.Flink(directory, jars);
  }

  private static String withoutDockerHub(String name) {
    String rest = name;
    for (String prefix : List.of("docker.io/", "library/")) {
      rest = rest.startsWith(prefix) ? rest.substring(prefix.length()) : rest;
    }
    return rest;
  }

  private record Entry(String pattern, Image image) {
    boolean fits(String name) {
      String[] literals = pattern.split("\\*", -1);
      if (literals.length == 1) {
        return name.equals(pattern);
      }
      int from = literals[0].length();
      if (!name.startsWith(literals[0])) {
        return false;
      }
      for (int i = 1; i < literals.length - 1; i++) {
        int found = name.indexOf(literals[i], from);
        if (found < 0) {
          return false;
        }
        from = found + literals[i].length();
      }
      String last = literals[literals.length - 1];
      return name.length() - last.length() >= from && name.endsWith(last);
    }
  }
}
