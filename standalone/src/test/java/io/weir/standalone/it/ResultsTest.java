package io.weir.standalone.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsTest {
  @TempDir Path directory;

  @Test
  void readsWhatIsCommittedAndNothingElse() throws IOException {
    Path hour = Files.createDirectories(directory.resolve("2026-11-22--01"));
    Files.writeString(hour.resolve("part-a-0"), "word=a count=1 from=fresh\n");
    Files.writeString(hour.resolve(".part-a-1.inprogress.b"), "word=a count=2 from=fresh\n");

    assertThat(Results.in(directory).lines()).containsExactly("word=a count=1 from=fresh");
    assertThat(Results.in(directory.resolve("none")).lines()).isEmpty();
  }

  @Test
  void twoThatWentOnFromTheSameStateEachBeginWithTheNextCount() {
    Results twice = counted("fresh 1", "fresh 2", "checkpoint-7 3", "checkpoint-7 4", "x 3");
    twice.assertWentOnTwiceFromTheSameState();

    for (Results other :
        List.of(
            counted("fresh 1", "fresh 2", "checkpoint-7 3", "checkpoint-7 4"),
            counted("fresh 1", "fresh 2", "checkpoint-7 4", "x 4"),
            counted("fresh 1", "fresh 2", "checkpoint-7 3", "x 2", "x 3"),
            counted("fresh 1", "fresh 3", "checkpoint-7 3", "x 3"))) {
      assertThatThrownBy(other::assertWentOnTwiceFromTheSameState)
          .isInstanceOf(AssertionError.class);
    }
  }

  private static Results counted(String... originsAndCounts) {
    return new Results(
        List.of(originsAndCounts).stream()
            .map(each -> each.split(" "))
            .map(each -> "word=a count=%s from=%s".formatted(each[1], each[0]))
            .toList());
  }
}
