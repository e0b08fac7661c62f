package io.weir.standalone.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The checkers find what they are for. */
class CheckersTest {
  private static final Topic.Entry FIRST = revised(0, "{}");
  private static final Topic.Entry SECOND = revised(1, "{\"w\":\"1\"}");
  private static final Topic.Entry THIRD = revised(2, "{\"w\":\"2\"}");

  @Test
  void anOrderlyTopicHasNoFaults() {
    StreamChecker.Report report = StreamChecker.check(List.of(FIRST, SECOND, FIRST, SECOND, THIRD));

    assertThat(report.faults()).isEmpty();
    assertThat(report.repeats()).isEqualTo(2);
    assertThat(report.streams()).isEqualTo(Map.of("d", List.of(FIRST, SECOND, THIRD)));
  }

  @Test
  void aHoleASwapAndAChangedRepeatAreFaults() {
    assertThat(StreamChecker.check(List.of(FIRST, THIRD)).faults())
        .containsExactly("d: event 2 follows event 0");
    assertThat(StreamChecker.check(List.of(SECOND, FIRST)).faults())
        .containsExactly("d: event 1 follows event -1");
    assertThat(StreamChecker.check(List.of(FIRST, revised(0, "{\"w\":\"9\"}"))).faults())
        .containsExactly("d: event 0 came again, but different");
  }

  @Test
  void aLostADoubledAndASwappedCommandAreFaults() {
    Attempt one = new Attempt("d", "w", 1, 2);
    Attempt two = new Attempt("d", "w", 2, 3);
    Attempt unknown = new Attempt("d", "w", 2, 0);

    assertThat(faults(List.of(one, two), FIRST, SECOND, THIRD)).isEmpty();
    assertThat(faults(List.of(one, unknown), FIRST, SECOND, THIRD)).isEmpty();
    assertThat(faults(List.of(one, unknown), FIRST, SECOND)).isEmpty();
    assertThat(faults(List.of(one, two), FIRST, SECOND)).as("lost").hasSize(1);
    assertThat(faults(List.of(one, two), FIRST, SECOND, THIRD, again(3, "1"), again(4, "2")))
        .as("doubled")
        .isNotEmpty();
    assertThat(faults(List.of(one, unknown), FIRST, again(1, "2"), again(2, "1")))
        .as("swapped, and at another version than was said")
        .hasSize(2);
  }

  @Test
  void aSecondJobAndAnUnknownRestorePointAreFaults() {
    Topic.Entry completed = entry(0, "savepoint.completed", "{\"location\":\"file:/s1\"}");
    Topic.Entry one = requested(1, "one", "file:/s1");
    Topic.Entry removed = entry(2, "cluster.removed", "{}");

    assertThat(JobChecker.faults(List.of(completed, one, removed, requested(3, "two", "file:/s1"))))
        .isEmpty();
    assertThat(JobChecker.faults(List.of(completed, one, requested(2, "two", "file:/s1"))))
        .containsExactly("job two was requested while one was there");
    assertThat(JobChecker.faults(List.of(completed, requested(1, "one", "file:/s2"))))
        .containsExactly("job one begins from file:/s2, which the log does not know");
  }

  private static Topic.Entry requested(long sequence, String job, String from) {
    return entry(
        sequence,
        "job.requested",
        "{\"jobId\":\"%s\",\"restore\":{\"chosen\":{\"location\":\"%s\"}}}".formatted(job, from));
  }

  private static Topic.Entry entry(long sequence, String type, String json) {
    return new Topic.Entry("d", sequence, "io.weir." + type + ".v1", json);
  }

  private static List<String> faults(List<Attempt> attempts, Topic.Entry... stream) {
    return HistoryChecker.faults(attempts, Map.of("d", List.of(stream)));
  }

  private static Topic.Entry again(long sequence, String number) {
    return revised(sequence, "{\"w\":\"" + number + "\"}");
  }

  private static Topic.Entry revised(long sequence, String labels) {
    return new Topic.Entry(
        "d", sequence, "io.weir.deployment.spec-revised.v1", "{\"labels\":" + labels + "}");
  }
}
