package io.weir.command.deployment;

import static io.weir.command.deployment.Samples.all;
import static io.weir.command.deployment.Samples.keep;
import static io.weir.command.deployment.Samples.restore;
import static io.weir.command.deployment.Samples.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.command.decide.RefusalCode;
import io.weir.events.spec.DesiredState;
import io.weir.events.spec.RestoreStrategy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What retention lets go, and what it never touches. */
class RetentionTest {
  @Test
  void withoutARuleEverythingStays() {
    Story story = withSavepoints(s -> s, 5);
    assertThat(retired(story)).isEmpty();
  }

  @Test
  void keepsTheNewestSoMany() {
    Story story = withSavepoints(keep(Optional.of(2), Optional.empty()), 5);
    assertThat(retired(story)).isEqualTo(ids(1, 2, 3));
    assertThat(Retention.nextLook(story.state(), story.now())).contains(story.now());
    // Where others refer to the data it is asked again, and not all the time.
    assertThat(Retention.lookAgain(story.state(), story.now()))
        .contains(story.now().plus(Duration.ofMinutes(10)));
  }

  @Test
  void letsGoWhatIsTooOldButNeverTheNewest() {
    Story story = withSavepoints(keep(Optional.empty(), Optional.of("1d")), 3);
    assertThat(retired(story)).isEmpty();
    assertThat(Retention.nextLook(story.state(), story.now()))
        .contains(
            story
                .state()
                .catalogue()
                .savepoints()
                .getFirst()
                .completedAt()
                .orElseThrow()
                .plus(Duration.ofDays(1)));
    story.later(Duration.ofDays(2));
    assertThat(retired(story)).isEqualTo(ids(1, 2));
  }

  @Test
  void whatIsPinnedNeitherGoesNorCounts() {
    Story story = withSavepoints(keep(Optional.of(2), Optional.empty()), 4).pins(id(1)).pins(id(2));
    assertThat(retired(story)).isEmpty();
    story.unpins(id(2));
    assertThat(retired(story)).isEqualTo(ids(2));
  }

  @Test
  void neverTheNewestEvenIfTheNextStartDoesNotWantIt() {
    Story story =
        withSavepoints(
            all(restore(RestoreStrategy.Kind.NONE), keep(Optional.of(1), Optional.of("1s"))), 2);
    story.later(Duration.ofDays(9));
    assertThat(retired(story)).isEqualTo(ids(1));
  }

  @Test
  void neverWhatTheJobBeganFrom() {
    Story story =
        Story.of(s -> s)
            .copy(1, "file:///begin")
            .edit(all(state(DesiredState.RUNNING), keep(Optional.of(1), Optional.empty())))
            .comesUp();
    story.savepoint(2).written().savepoint(3).written();
    assertThat(retired(story)).isEqualTo(ids(2));
  }

  @Test
  void neitherWhatFailedNorWhatIsGoing() {
    Story story = withSavepoints(keep(Optional.of(1), Optional.empty()), 3);
    story.disposes(id(1), false).happened("SavepointDisposalRequested");
    assertThat(retired(story)).isEqualTo(ids(2));
  }

  @Test
  void refusesWhatIsNoRule() {
    Story.of(s -> s)
        .edit(keep(Optional.of(0), Optional.empty()))
        .refused(RefusalCode.INVALID_SPEC)
        .edit(keep(Optional.empty(), Optional.of("a while")))
        .refused(RefusalCode.INVALID_SPEC)
        .edit(keep(Optional.empty(), Optional.empty()))
        .refused(RefusalCode.INVALID_SPEC);
  }

  private static Story withSavepoints(
      java.util.function.UnaryOperator<io.weir.events.spec.DeploymentSpec> spec, int count) {
    Story story = Story.of(all(state(DesiredState.RUNNING), spec)).comesUp();
    for (int i = 1; i <= count; i++) story.savepoint(i).written();
    return story;
  }

  private static List<UUID> retired(Story story) {
    return Retention.retire(story.state(), story.now());
  }

  private static UUID id(long number) {
    return new UUID(9, number);
  }

  private static List<UUID> ids(long... numbers) {
    return LongStream.of(numbers).mapToObj(RetentionTest::id).toList();
  }
}
