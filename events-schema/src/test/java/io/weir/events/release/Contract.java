package io.weir.events.release;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Schemas and samples, by path: {@code schemas/job.started/1.json}, {@code
 * golden/job.started/1-minimal.json}.
 *
 * @param files the text of each
 */
record Contract(SortedMap<String, String> files) {
  static final String SUMS = "SHA256SUMS";

  /** What a folder holds below {@code schemas} and {@code golden}. */
  static Contract in(Path schemas, Path golden) {
    SortedMap<String, String> files = new TreeMap<>();
    read("schemas/", schemas, files);
    read("golden/", golden, files);
    return new Contract(files);
  }

  /** One line per file: checksum, two spaces, path; as {@code sha256sum -c} reads it. */
  String sums() {
    StringBuilder lines = new StringBuilder();
    files.forEach(
        (path, text) -> lines.append(sha256(text)).append("  ").append(path).append('\n'));
    return lines.toString();
  }

  /** This and what is new in the other one; what is here already stays as it is. */
  Contract plusNew(Contract other) {
    SortedMap<String, String> all = new TreeMap<>(other.files);
    all.putAll(files);
    return new Contract(all);
  }

  /** Writes every file and the checksums. */
  void writeTo(Path folder) throws IOException {
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path target = folder.resolve(file.getKey());
      Files.createDirectories(target.getParent());
      Files.writeString(target, file.getValue());
    }
    Files.writeString(folder.resolve(SUMS), sums());
  }

  private static void read(String prefix, Path folder, SortedMap<String, String> files) {
    if (!Files.isDirectory(folder)) return;
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path file : walk.filter(Files::isRegularFile).toList())
        files.put(
            prefix + folder.relativize(file).toString().replace('\\', '/'), Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to read the files below " + folder, e);
    }
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Expected SHA-256 in every JDK", e);
    }
  }
}
