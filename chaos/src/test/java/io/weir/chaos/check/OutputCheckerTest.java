package io.weir.chaos.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputCheckerTest {
  private static final int FILES = 2_000;

  @TempDir Path directory;

  @Test
  void readsWhileTheJobCommits() throws IOException {
    for (int i = 0; i < FILES; i++)
      Files.writeString(open(i), "word=a count=%d from=x\n".formatted(i + 1));

    CompletableFuture<Void> job = CompletableFuture.runAsync(this::commitAll);
    while (!job.isDone())
      assertThat(OutputChecker.lines(directory)).hasSizeLessThanOrEqualTo(FILES);
    job.join();

    assertThat(OutputChecker.lines(directory)).hasSize(FILES);
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
