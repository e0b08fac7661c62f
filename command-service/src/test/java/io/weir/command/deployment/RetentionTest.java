package io.weir.command.deployment;

import static io.weir.command.deployment.Samples.all;
import static io.weir.command.deployment.Samples.keep;
import static io.weir.command.deployment.Samples.restore;
import static io.weir.command.deployment.Samples.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.command.decide.RefusalCode;
import io.weir.events.spec.DeploymentSpec;
import io.weir.events.spec.DesiredState;
import io.weir.events.spec.RestoreStrategy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
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
  void whatWasDeletedKeepsEverythingUntilItsTimeAndThenNothing() {
    Story story = withSavepoints(afterDeletion("30d"), 2);
    assertThat(Retention.nextLook(story.state(), story.now()))
        .as("a deployment that is not deleted")
        .isEmpty();
    story.wish(DesiredState.CANCELLED).delete();
    Instant deleted = story.now();
    story.later(Duration.ofDays(31));
    assertThat(retired(story)).as("its job is still being torn down").isEmpty();
    story.cancelledAndGone();
    assertThat(retired(story)).as("the newest as well").isEqualTo(ids(1, 2));
    assertThat(Retention.hasExpired(story.state(), story.now())).isTrue();

    assertThat(Retention.hasExpired(story.state(), deleted.plus(Duration.ofDays(29)))).isFalse();
    assertThat(Retention.retire(story.state(), deleted.plus(Duration.ofDays(29)))).isEmpty();
    assertThat(Retention.nextLook(story.state(), deleted.plus(Duration.ofDays(29))))
        .contains(deleted.plus(Duration.ofDays(30)));
  }

  @Test
  void whatCameBackIsNotDeleted() {
    Story story =
        Story.of(afterDeletion("1d"))
            .copy(1, "file:///s")
            .delete()
            .undelete()
            .later(Duration.ofDays(9));
    assertThat(retired(story)).isEmpty();
    story.delete();
    assertThat(retired(story)).as("the time begins anew").isEmpty();
    assertThat(retired(story.later(Duration.ofDays(2)))).isEqualTo(ids(1));
  }

  @Test
  void whatComesBackWhileItExpiresKeepsWhatIsLeft() {
    Story story = Story.of(afterDeletion("1d")).copy(1, "file:///a").copy(2, "file:///b").delete();
    Instant deleted = story.state().history().deletedAt().orElseThrow();
    story.later(Duration.ofDays(2)).expires(id(1), deleted);
    assertThat(retired(story)).isEqualTo(ids(2));

    story.undelete().expires(id(2), deleted).refused(RefusalCode.SAVEPOINT_IN_USE);
    story.delete().expires(id(2), deleted).refused(RefusalCode.SAVEPOINT_IN_USE);
    assertThat(story.state().catalogue().find(id(2)).orElseThrow().phase())
        .isEqualTo(CataloguedSavepoint.Phase.COMPLETED);
  }

  @Test
  void whatIsPinnedStaysEvenThen() {
    Story story = Story.of(afterDeletion("1d")).copy(1, "file:///a").copy(2, "file:///b");
    story.pins(id(2)).delete().later(Duration.ofDays(2));
    assertThat(retired(story)).isEqualTo(ids(1));
  }

  @Test
  void withoutThatRuleWhatWasDeletedIsKept() {
    Story story = Story.of(keep(Optional.of(1), Optional.empty())).copy(1, "file:///s").delete();
    assertThat(retired(story.later(Duration.ofDays(999)))).isEmpty();
    assertThat(Retention.nextLook(story.state(), story.now())).isEmpty();
  }

  @Test
  void refusesWhatIsNoRule() {
    Story.of(s -> s)
        .edit(keep(Optional.of(0), Optional.empty()))
        .refused(RefusalCode.INVALID_SPEC)
        .edit(keep(Optional.empty(), Optional.of("a while")))
        .refused(RefusalCode.INVALID_SPEC)
        .edit(afterDeletion("never"))
        .refused(RefusalCode.INVALID_SPEC)
        .edit(keep(Optional.empty(), Optional.empty()))
        .refused(RefusalCode.INVALID_SPEC);
  }

  private static UnaryOperator<DeploymentSpec> afterDeletion(String kept) {
    return keep(Optional.empty(), Optional.empty(), Optional.of(kept));
  }

  private static Story withSavepoints(UnaryOperator<DeploymentSpec> spec, int count) {
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
