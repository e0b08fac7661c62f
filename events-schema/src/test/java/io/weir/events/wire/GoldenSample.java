package io.weir.events.wire;

import io.weir.events.reference.Repository;
import io.weir.events.reference.WireNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * One file below {@code golden/<wire-name>/}: {@code <revision>.json} has every field, {@code
 * <revision>-minimal.json} none that may be absent.
 *
 * @param wireName whose sample it is
 * @param revision of which revision
 * @param minimal whether everything that may be absent is
 * @param file where it is
 */
record GoldenSample(String wireName, String revision, boolean minimal, Path file) {
  private static final String MINIMAL = "-minimal";

  /** All samples, in the order of their names. */
  static List<GoldenSample> all() {
    return below(Repository.GOLDEN);
  }

  static List<GoldenSample> below(Path folder) {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(Files::isRegularFile).sorted().map(GoldenSample::of).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to list the samples below " + folder, e);
    }
  }

  /** The samples of what is written today. */
  static List<GoldenSample> current() {
    return all().stream().filter(GoldenSample::isCurrent).toList();
  }

  boolean isCurrent() {
    return WireNames.all().stream()
        .anyMatch(type -> type.wireName().equals(wireName) && type.revision().equals(revision));
  }

  byte[] bytes() {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to read " + file, e);
    }
  }

  /** Today's record of these bytes. */
  Object decode(byte[] bytes) {
    return EventType.named(wireName).isPresent()
        ? EventCodec.decode(wireName, revision, bytes)
        : ReportCodec.decode(wireName, revision, bytes);
  }

  @Override
  public String toString() {
    return wireName + "/" + file.getFileName();
  }

  private static GoldenSample of(Path file) {
    String stem = file.getFileName().toString().replaceFirst("\\.json$", "");
    return new GoldenSample(
        file.getParent().getFileName().toString(),
        stem.replace(MINIMAL, ""),
        stem.endsWith(MINIMAL),
        file);
  }
}
