package io.weir.cluster.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.cluster.json.Trees;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever moment a process dies at: every acknowledged write is there afterwards, and no write is
 * there by half.
 */
class StoreCrashTest {
  @TempDir Path directory;

  /** What a store holds: name -> number of the write that made it so. */
  private static Map<String, Integer> contents(ObjectStore store) {
    Map<String, Integer> contents = new TreeMap<>();
    for (StoredObject object : store.list("things", "").items()) {
      assertThat(object.tree().path("padding").asString("")).as("a whole object").hasSize(80);
      assertThat(Trees.text(object.tree(), "metadata", "resourceVersion"))
          .isEqualTo(Long.toString(object.version()));
      contents.put(object.key().name(), object.tree().path("write").intValue());
    }
    return contents;
  }

  /**
   * What a store must hold after so many writes, by doing them all in a store that does not die.
   */
  private static Map<String, Integer> expected(Path directory, int writes) {
    try (ObjectStore store = ObjectStore.open(directory)) {
      for (int write = 1; write <= writes; write++) {
        StoreProcess.write(store, write);
      }
      return contents(store);
    }
  }

  @ParameterizedTest
  @EnumSource(Step.class)
  void survivesDeathAtEachStep(Step step) throws Exception {
    boolean compacting = step.name().startsWith("COMPACTION");
    for (int survived : compacting ? List.of(0, 3) : List.of(0, 41)) {
      Path state = directory.resolve(step + "-" + survived);
      int acknowledged = runUntilDeath(state, step, survived);
      try (ObjectStore store = ObjectStore.open(state)) {
        int writes = (int) store.version() - 2;
        assertThat(writes)
            .as("every acknowledged write, and at most the one under way")
            .isBetween(acknowledged, acknowledged + 1);
        assertThat(contents(store))
            .isEqualTo(expected(directory.resolve("model-" + step + survived), writes));
        StoreProcess.write(store, writes + 1);
        assertThat(store.version()).isEqualTo(writes + 3);
      }
      try (var files = Files.list(state)) {
        assertThat(files.filter(f -> f.getFileName().toString().startsWith("journal")).count())
            .isEqualTo(1);
      }
    }
  }

  private int runUntilDeath(Path state, Step step, int survived) throws Exception {
    Path out = directory.resolve("out");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                StoreProcess.class.getName(),
                state.toString(),
                step.name(),
                Integer.toString(survived))
            .redirectOutput(out.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("the process ends").isTrue();
    assertThat(process.exitValue())
        .as("the process met the step")
        .isEqualTo(StoreProcess.DIED_AS_PLANNED);
    List<String> acknowledged = Files.readAllLines(out);
    return acknowledged.isEmpty() ? 0 : Integer.parseInt(acknowledged.getLast());
  }

  @Test
  void aJournalCutAtAnyByteKeepsTheWholeRecordsBeforeTheCut() throws Exception {
    Path whole = directory.resolve("whole");
    try (ObjectStore store = ObjectStore.open(whole)) {
      for (int write = 1; write <= 4; write++) {
        StoreProcess.write(store, write);
      }
    }
    byte[] journal = Files.readAllBytes(whole.resolve("journal.1"));
    for (int length = 0; length <= journal.length; length++) {
      Path cut = Files.createDirectories(directory.resolve("cut"));
      Files.write(cut.resolve("journal.1"), Arrays.copyOf(journal, length));
      int records =
          (int)
              new String(journal, 0, length, StandardCharsets.UTF_8)
                  .chars()
                  .filter(c -> c == '\n')
                  .count();
      try (ObjectStore store = ObjectStore.open(cut)) {
        assertThat(store.version()).as("cut at byte %d", length).isEqualTo(2 + records);
        assertThat(contents(store)).hasSize(records);
        StoreProcess.write(store, 6);
      }
      try (ObjectStore store = ObjectStore.open(cut)) {
        assertThat(store.version())
            .as("the write after the cut at byte %d", length)
            .isEqualTo(3 + records);
      }
      Files.delete(cut.resolve("journal.1"));
    }
  }

  @Test
  void damageInTheMiddleIsReportedAndNothingIsCut() throws Exception {
    try (ObjectStore store = ObjectStore.open(directory)) {
      for (int write = 1; write <= 3; write++) {
        StoreProcess.write(store, write);
      }
    }
    Path journal = directory.resolve("journal.1");
    byte[] bytes = Files.readAllBytes(journal);
    bytes[30] ^= 1;
    Files.write(journal, bytes);
    assertThatThrownBy(() -> ObjectStore.open(directory))
        .isInstanceOf(StoreFailed.class)
        .hasMessageContaining(journal.toString())
        .hasMessageContaining("damaged at byte 0")
        .hasMessageContaining("Restore the file");
    assertThat(Files.size(journal)).isEqualTo(bytes.length);
  }

  @Test
  void leftoversOfACompactionAreCleanedUp() throws Exception {
    try (ObjectStore store = ObjectStore.open(directory)) {
      StoreProcess.write(store, 1);
    }
    Files.writeString(directory.resolve("journal.2.tmp"), "half a comp");
    Files.copy(
        directory.resolve("journal.1"),
        directory.resolve("journal.3"),
        StandardCopyOption.REPLACE_EXISTING);
    try (ObjectStore store = ObjectStore.open(directory)) {
      assertThat(contents(store)).isEqualTo(Map.of("k1", 1));
    }
    try (var files = Files.list(directory)) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrder("journal.3", "lock");
    }
  }
}
