package io.weir.chaos.check;

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
    Attempt one = new Attempt("d", "w", 1, 2, 10, 20);
    Attempt two = new Attempt("d", "w", 2, 3, 30, 40);
    Attempt unknown = new Attempt("d", "w", 2, 0, 30, 40);

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
  void aCommandBeforeOneThatHadBeenAnsweredIsAFault() {
    Attempt late = new Attempt("d", "v", 1, 2, 30, 40);
    Attempt early = new Attempt("d", "w", 1, 3, 10, 20);
    Attempt beside = new Attempt("d", "w", 1, 3, 10, 35);
    Topic.Entry first = revised(1, "{\"v\":\"1\"}");
    Topic.Entry second = revised(2, "{\"v\":\"1\",\"w\":\"1\"}");

    assertThat(faults(List.of(early, late), FIRST, first, second))
        .singleElement()
        .asString()
        .contains("came to the log before")
        .contains("which had been answered");
    assertThat(faults(List.of(beside, late), FIRST, first, second)).isEmpty();
  }

  @Test
  void whatDoesNotComeToRestIsAFault() {
    ConvergenceChecker.Resource pod = new ConvergenceChecker.Resource("pods", "p", "d");

    assertThat(unrest("CANCELLED", 3)).isEmpty();
    assertThat(unrest("FAILED", 3)).isEmpty();
    assertThat(unrest("TRANSITIONING", 3))
        .containsExactly("d is TRANSITIONING, but it is to be CANCELLED");
    assertThat(unrest("CANCELLED", 2))
        .containsExactly("d is shown at version 2, but the topic has 3 events of it");
    assertThat(unrest("CANCELLED", 3, pod)).containsExactly("pods p of d is left over");
    assertThat(
            ConvergenceChecker.faults(
                new ConvergenceChecker.Sight(List.of(), Map.of(), List.of(), List.of("views d"))))
        .containsExactly("the key views d is still blocked");
  }

  @Test
  void aPodOfADeploymentThatRunsIsNoFault() {
    assertThat(
            ConvergenceChecker.faults(
                new ConvergenceChecker.Sight(
                    List.of(new ConvergenceChecker.Deployment("d", "RUNNING", "RUNNING", 1)),
                    Map.of("d", 1L),
                    List.of(new ConvergenceChecker.Resource("pods", "p", "d")),
                    List.of())))
        .isEmpty();
  }

  private static List<String> unrest(
      String state, long version, ConvergenceChecker.Resource... resources) {
    return ConvergenceChecker.faults(
        new ConvergenceChecker.Sight(
            List.of(new ConvergenceChecker.Deployment("d", "CANCELLED", state, version)),
            Map.of("d", 3L),
            List.of(resources),
            List.of()));
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
