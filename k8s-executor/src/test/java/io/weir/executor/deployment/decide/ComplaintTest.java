package io.weir.executor.deployment.decide;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ComplaintTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  @Test
  void saysWhatWhereWhenAndHowOften() {
    assertThat(Complaint.inWords(List.of(complaint("Pod/jm", "FailedMount", "no volume", 1, 5, 5))))
        .isEqualTo("FailedMount of Pod/jm at 2026-11-22T12:05:00Z (no volume)");
    assertThat(Complaint.inWords(List.of(complaint("Pod/jm", "Evicted", "", 3, 5, 9))))
        .isEqualTo("Evicted of Pod/jm 3 times from 2026-11-22T12:05:00Z to 2026-11-22T12:09:00Z");
  }

  @Test
  void whatIsSaidAgainOfAnotherPodCountsOnce() {
    assertThat(
            Complaint.inWords(
                List.of(
                    complaint("Pod/tm-1", "FailedScheduling", "0/3 nodes", 4, 1, 2),
                    complaint("Pod/tm-2", "FailedScheduling", "0/3 nodes", 2, 2, 3))))
        .isEqualTo(
            "FailedScheduling of Pod/tm-2 6 times from 2026-11-22T12:01:00Z to 2026-11-22T12:03:00Z (0/3 nodes)");
  }

  @Test
  void theNewestComeFirstAndOnlyFewOfThemAndNotAtAnyLength() {
    List<Complaint> many =
        IntStream.range(0, 6)
            .mapToObj(i -> complaint("Pod/jm", "Reason" + i, "x".repeat(1_000), 1, i, i))
            .toList();
    String words = Complaint.inWords(many);
    assertThat(words)
        .startsWith("Reason5 of Pod/jm")
        .contains("Reason2")
        .doesNotContain("Reason1", "x".repeat(301))
        .endsWith(", and 2 older ones")
        .hasSizeLessThan(1_600);
  }

  private static Complaint complaint(
      String object, String reason, String message, int count, int first, int last) {
    return new Complaint(
        object,
        reason,
        message,
        count,
        NOON.plusSeconds(60L * first),
        NOON.plusSeconds(60L * last));
  }
}
