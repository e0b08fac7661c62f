package io.weir.standalone.counts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommittedCountsTest {
  private static final int FILES = 2_000;

  @TempDir Path directory;

  @Test
  void readsWhatIsCommittedAndNothingElse() throws IOException {
    Path hour = Files.createDirectories(directory.resolve("2026-11-22--01"));
    Files.writeString(hour.resolve("part-a-0"), "word=a count=1 from=fresh\n");
    Files.writeString(hour.resolve(".part-a-1.inprogress.b"), "word=a count=2 from=fresh\n");

    assertThat(CommittedCounts.in(directory).lines()).containsExactly("word=a count=1 from=fresh");
    assertThat(CommittedCounts.in(directory.resolve("none")).lines()).isEmpty();
  }

  @Test
  void readsWhileTheJobCommits() throws IOException {
    for (int i = 0; i < FILES; i++)
      Files.writeString(open(i), "word=a count=%d from=x\n".formatted(i + 1));

    CompletableFuture<Void> job = CompletableFuture.runAsync(this::commitAll);
    while (!job.isDone())
      assertThat(CommittedCounts.in(directory).lines()).hasSizeLessThanOrEqualTo(FILES);
    job.join();

    assertThat(CommittedCounts.in(directory).lines()).hasSize(FILES);
    assertThat(CommittedCounts.in(directory).faults()).isEmpty();
  }

  @Test
  void aCountTwiceAndAMissingCountAreFaults() {
    assertThat(counts("a 2", "b 1", "a 1").faults()).isEmpty();
    assertThat(counts("a 1", "a 2", "a 2").faults())
        .containsExactly("the word 'a' was counted to 2 twice");
    assertThat(counts("a 1", "a 3").faults())
        .containsExactly("the word 'a' was counted to 2 never");
  }

  @Test
  void tellsWhichCountsAreOfWhichOrigin() {
    CommittedCounts counts =
        new CommittedCounts(
            List.of(
                "word=a count=2 from=checkpoint-7",
                "word=a count=1 from=fresh",
                "word=b count=1 from=checkpoint-7"));

    assertThat(counts.origins()).containsExactlyInAnyOrder("fresh", "checkpoint-7");
    assertThat(counts.byWord("checkpoint-7"::equals))
        .containsOnlyKeys("a", "b")
        .containsEntry("a", List.of(2L));
  }

  private static CommittedCounts counts(String... each) {
    return new CommittedCounts(
        Stream.of(each)
            .map(one -> one.split(" "))
            .map(one -> "word=%s count=%s from=x".formatted(one[0], one[1]))
            .toList());
  }

  private void commitAll() {
    try {
      for (int i = 0; i < FILES; i++) Files.move(open(i), directory.resolve("part-" + i));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path open(int i) {
    return directory.resolve(".part-" + i + ".inprogress");
  }
}
