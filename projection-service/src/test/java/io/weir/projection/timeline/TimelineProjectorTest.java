package io.weir.projection.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.events.deployment.FailureReason;
import io.weir.events.deployment.JobSession;
import io.weir.events.deployment.Rollback;
import io.weir.events.deployment.RollbackRestore;
import io.weir.events.spec.DesiredState;
import io.weir.events.spec.UpgradeStrategy;
import io.weir.events.wire.RecordedEvent;
import io.weir.projection.history.Histories;
import io.weir.projection.history.Story;
import io.weir.projection.model.InMemory;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The App Manager's names in the App Manager's order (app-manager-api.md part 5). */
class TimelineProjectorTest {
  private static final String[] START = {
    "STATE_TRANSITION_IS_NEEDED",
    "CREATING_A_NEW_JOB",
    "SPINNING_UP_A_CLUSTER_FOR_A_JOB",
    "AWAITING_FOR_A_CLUSTER_TO_SPIN_UP",
    "AWAITING_A_JOB_TO_START",
    "JOB_SUCCESSFULLY_STARTED",
    "STATE_TRANSITION_IS_COMPLETED"
  };

  private final Story story = new Story(new SplittableRandom(7), "default", "orders");

  @Test
  void startTellsSevenSteps() {
    story.register(DesiredState.CANCELLED, UpgradeStrategy.Kind.STATEFUL).start();
    assertThat(names(story.events())).containsExactly(START);
  }

  @Test
  void aStartOnASessionClusterTellsWhatItWaitsForAndThatNothingOfItIsRemoved() {
    story
        .placedOn(new JobSession(new UUID(0, 9), "shared", 3, "sc-3"))
        .register(DesiredState.CANCELLED, UpgradeStrategy.Kind.STATEFUL)
        .start();
    assertThat(names(story.events())).doesNotContain("SPINNING_UP_A_CLUSTER_FOR_A_JOB");
    assertThat(messages())
        .anyMatch(text -> text.startsWith("Waiting for start 3 of the session cluster 'shared'"))
        .anyMatch(text -> text.startsWith("The session cluster 'shared' answers"));
    story.suspend();
    assertThat(messages())
        .anyMatch(text -> text.contains("and its program from the session cluster 'shared'"))
        .noneMatch(text -> text.startsWith("Removing cluster"));
  }

  private List<String> messages() {
    return InMemory.of(story.events()).timeline().stream().map(TimelineEntry::message).toList();
  }

  @Test
  void aDeletionOfASavepointTellsItsBeginAndItsEnd() {
    story.register(DesiredState.CANCELLED, UpgradeStrategy.Kind.STATEFUL);
    assertThat(namesOf(() -> story.disposeSavepoint(true)))
        .containsExactly(
            "TRANSITIONED_TO_COMPLETED",
            "EXTERNAL",
            "EXTERNAL",
            "TRIGGERED_SAVEPOINT_DELETION",
            "SUCCESSFULLY_DELETED_SAVEPOINT");
    assertThat(namesOf(() -> story.disposeSavepoint(false)))
        .endsWith("TRIGGERED_SAVEPOINT_DELETION", "FAILED_TO_DELETE_SAVEPOINT");
  }

  @Test
  void aDeletionThatWasGivenUpDoesNotSayThatTheDataIsGone() {
    story
        .register(DesiredState.CANCELLED, UpgradeStrategy.Kind.STATEFUL)
        .giveUpSavepointThatWasNotSeen();
    assertThat(messages())
        .anyMatch(text -> text.contains("DATA_NOT_SEEN") && text.contains("the next begins at"));
    assertThat(messages().getLast())
        .contains("is deleted; whether data of it is left is not known, and what there is stays.");
  }

  @Test
  void suspensionTellsItsSavepointBeforeTheJobIsTouched() {
    running(UpgradeStrategy.Kind.STATEFUL);
    assertThat(namesOf(story::suspend))
        .containsExactly(
            "STATE_TRANSITION_IS_NEEDED",
            "CREATING_A_SAVEPOINT_BEFORE_SUSPENSION",
            "NEED_TO_TRIGGER_A_SAVEPOINT",
            "SUCCESSFULLY_TRIGGERED_A_SAVEPOINT",
            "AWAITING_SAVEPOINT_COMPLETION_TO_TRANSITION_TO_SUSPENDED",
            "AWAITING_FOR_A_SAVEPOINT_TO_COMPLETE",
            "TRANSITIONED_TO_COMPLETED",
            "FOUND_A_COMPLETED_SAVEPOINT_READY_FOR_SUSPENSION",
            "FOUND_A_JOB_TO_TERMINATE",
            "AWAITING_A_JOB_TO_TERMINATE",
            "AWAIT_FOR_A_CLUSTER_TO_TEARDOWN",
            "STATE_TRANSITION_IS_COMPLETED");
  }

  @Test
  void cancellationTellsFiveSteps() {
    running(UpgradeStrategy.Kind.STATEFUL);
    assertThat(
            namesOf(
                () -> {
                  story.requestSuspension();
                  story.redirectToCancelled(DesiredState.SUSPENDED);
                }))
        .containsExactly(
            "STATE_TRANSITION_IS_NEEDED",
            "CREATING_A_SAVEPOINT_BEFORE_SUSPENSION",
            "NEED_TO_TRIGGER_A_SAVEPOINT",
            "STATE_TRANSITION_IS_NEEDED",
            "FOUND_A_JOB_TO_TERMINATE",
            "AWAITING_A_JOB_TO_TERMINATE",
            "AWAIT_FOR_A_CLUSTER_TO_TEARDOWN",
            "STATE_TRANSITION_IS_COMPLETED");
  }

  @Test
  void aJobThatCannotBeEndedIsTornDown() {
    running(UpgradeStrategy.Kind.STATEFUL);
    assertThat(namesOf(story::cancelTheHardWay))
        .containsExactly(
            "STATE_TRANSITION_IS_NEEDED",
            "FOUND_A_JOB_TO_TERMINATE",
            "AWAITING_A_JOB_TO_TERMINATE",
            "GENERAL_FAILURE",
            "AWAIT_FOR_A_CLUSTER_TO_TEARDOWN",
            "GENERAL_FAILURE",
            "AWAIT_FOR_A_CLUSTER_TO_TEARDOWN",
            "STATE_TRANSITION_IS_COMPLETED");
  }

  @Test
  void anotherScaleIsTakenInPlace() {
    running(UpgradeStrategy.Kind.STATEFUL);
    assertThat(namesOf(story::rescale))
        .containsExactly(
            "STATE_TRANSITION_IS_NEEDED", "EXTERNAL", "EXTERNAL", "STATE_TRANSITION_IS_COMPLETED");
    assertThat(InMemory.of(story.events()).timeline())
        .extracting(line -> line.message())
        .anyMatch(text -> text.contains("runs generation 1 of its spec and is to run generation 2"))
        .anyMatch(text -> text.contains("goes on with parallelism 2 on 2 TaskManagers."));
  }

  @Test
  void aRollbackTellsWhereItGoesAndWithWhichState() {
    running(UpgradeStrategy.Kind.NONE);
    UUID job = new UUID(1, 2);
    UUID savepoint = new UUID(3, 4);
    Rollback ofJob = new Rollback(job, RollbackRestore.OF_JOB, Optional.of(savepoint));
    assertThat(namesOf(() -> story.rollBack(ofJob)))
        .startsWith("EXTERNAL", "STATE_TRANSITION_IS_NEEDED", "USING_AN_UPGRADE_STRATEGY")
        .endsWith("STATE_TRANSITION_IS_COMPLETED");
    assertThat(messages())
        .anyMatch(
            text ->
                text.startsWith(
                    "Deployment 'orders' goes back to what job %s ran, with the state of that time:"
                            .formatted(job)
                        + " savepoint %s.".formatted(savepoint)));
  }

  /** The strategy of the deployment has no say, so it is not named. */
  @Test
  void aRollbackAndARestartTellHowTheJobIsReplacedAndWhy() {
    running(UpgradeStrategy.Kind.STATEFUL);
    UUID job = new UUID(1, 2);
    UUID first = story.job();
    story.rollBack(new Rollback(job, RollbackRestore.OF_JOB, Optional.of(new UUID(3, 4))));
    UUID second = story.job();
    story.rollBack(new Rollback(job, RollbackRestore.NONE, Optional.empty()));
    UUID third = story.job();
    story.rollBack(new Rollback(job, RollbackRestore.LATEST, Optional.empty()));
    UUID fourth = story.job();
    story.restart();

    String unasked =
        "Job %s is cancelled without a savepoint and replaced, whatever the upgrade strategy: the"
            + " rollback chose %s.";
    assertThat(strategies())
        .containsExactly(
            unasked.formatted(first, "the state of job " + job),
            unasked.formatted(second, "empty state"),
            "Job %s is stopped with a savepoint and replaced: the rollback goes on with the newest state."
                .formatted(third),
            "Job %s is stopped with a savepoint and replaced: the restart goes on with its state."
                .formatted(fourth));
    story.upgrade();
    assertThat(strategies().getLast()).isEqualTo("Upgrade strategy STATEFUL.");
  }

  private List<String> strategies() {
    return InMemory.of(story.events()).timeline().stream()
        .filter(line -> line.name() == EventName.USING_AN_UPGRADE_STRATEGY)
        .map(line -> line.message().replaceAll(" \\(.*", ""))
        .toList();
  }

  @Test
  void aScaleThatFlinkRefusedIsFollowedByAnUpgrade() {
    running(UpgradeStrategy.Kind.STATEFUL);
    List<String> refused = namesOf(story::replaceInsteadOfRescale);
    List<String> upgrade = namesOf(story::upgrade);
    assertThat(refused.subList(0, 3))
        .containsExactly("STATE_TRANSITION_IS_NEEDED", "EXTERNAL", "EXTERNAL");
    assertThat(refused.subList(3, refused.size()))
        .as("what follows the refusal is told as in any upgrade")
        .isEqualTo(upgrade.subList(2, upgrade.size()));
  }

  @Test
  void statefulUpgradeSuspendsTheOldJobAndStartsANewOne() {
    running(UpgradeStrategy.Kind.STATEFUL);
    assertThat(namesOf(story::upgrade))
        .containsExactly(
            "STATE_TRANSITION_IS_NEEDED",
            "USING_AN_UPGRADE_STRATEGY",
            "CREATING_A_SAVEPOINT_BEFORE_SUSPENSION",
            "NEED_TO_TRIGGER_A_SAVEPOINT",
            "SUCCESSFULLY_TRIGGERED_A_SAVEPOINT",
            "AWAITING_SAVEPOINT_COMPLETION_TO_TRANSITION_TO_SUSPENDED",
            "AWAITING_FOR_A_SAVEPOINT_TO_COMPLETE",
            "TRANSITIONED_TO_COMPLETED",
            "FOUND_A_COMPLETED_SAVEPOINT_READY_FOR_SUSPENSION",
            "FOUND_AN_OLD_JOB_AND_WILL_TERMINATE_IT",
            "AWAITING_A_JOB_TO_TERMINATE",
            "AWAIT_FOR_A_CLUSTER_TO_TEARDOWN",
            "CREATING_A_NEW_JOB",
            "SPINNING_UP_A_CLUSTER_FOR_A_JOB",
            "AWAITING_FOR_A_CLUSTER_TO_SPIN_UP",
            "AWAITING_A_JOB_TO_START",
            "JOB_SUCCESSFULLY_STARTED",
            "STATE_TRANSITION_IS_COMPLETED");
  }

  @Test
  void upgradeStrategyNoneOnlySaysThatTheJobKeepsRunning() {
    running(UpgradeStrategy.Kind.NONE);
    assertThat(namesOf(story::upgrade)).containsExactly("USING_AN_UPGRADE_STRATEGY");
  }

  @Test
  void eachFailedAttemptTellsItsCauseAndTheLastOneThatThereIsNoFurther() {
    story.register(DesiredState.RUNNING, UpgradeStrategy.Kind.STATEFUL);
    List<String> names =
        namesOf(
            () -> {
              for (int attempt = 1; attempt <= 4; attempt++)
                story.failToStart(
                    attempt == 1 ? FailureReason.QUOTA_EXCEEDED : FailureReason.MAIN_FAILED,
                    attempt);
            });
    assertThat(names.subList(0, 4))
        .containsExactly(
            "AWAITING_FOR_A_CLUSTER_TO_SPIN_UP",
            "RESOURCE_QUOTA_EXCEEDED",
            "FAILED_CREATING_A_NEW_JOB",
            "AWAIT_FOR_A_CLUSTER_TO_TEARDOWN");
    assertThat(names.subList(names.size() - 6, names.size()))
        .containsExactly(
            "AWAITING_FOR_A_CLUSTER_TO_SPIN_UP",
            "TERMINATING_A_JOB_DUE_TO_AN_UNRECOVERABLE_FAILURE",
            "FAILED_CREATING_A_NEW_JOB",
            "AWAIT_FOR_A_CLUSTER_TO_TEARDOWN",
            "TOO_MANY_FAILED_JOB_CREATION_ATTEMPTS",
            "TRANSITIONING_TO_FAILED_STATE_BECAUSE_JOB_NOT_STARTED");
    assertThat(names.stream().filter("CREATING_A_NEW_JOB"::equals)).hasSize(3);
  }

  @Test
  void aFailedSuspensionSaysSoAndLeavesTheJobAlone() {
    running(UpgradeStrategy.Kind.STATEFUL);
    List<String> names = namesOf(() -> story.failToSuspend(FailureReason.SAVEPOINT_FAILED));
    assertThat(names)
        .endsWith(
            "CREATING_A_SAVEPOINT_BEFORE_SUSPENSION",
            "NEED_TO_TRIGGER_A_SAVEPOINT",
            "AN_UNRECOVERABLE_FAILURE_WHILE_TAKING_A_SAVEPOINT",
            "TRANSITIONING_TO_FAILED_STATE_BECAUSE_SAVEPOINT_FAILED_IN_FLINK",
            "TOO_MANY_FAILED_SUSPENSION_ATTEMPTS")
        .doesNotContain("FOUND_A_JOB_TO_TERMINATE");
  }

  @Test
  void aSavepointThatCannotBeTriggeredIsRecoverableUntilTheLastAttempt() {
    running(UpgradeStrategy.Kind.STATEFUL);
    List<String> names = namesOf(() -> story.failToSuspend(FailureReason.SAVEPOINT_NOT_TRIGGERED));
    assertThat(names.stream().filter("RECOVERABLE_FAILURE_WHILE_TRIGGERING_A_SAVEPOINT"::equals))
        .hasSize(3);
    assertThat(names)
        .endsWith(
            "AN_UN_RECOVERABLE_FAILURE_WHILE_TRIGGERING_A_SAVEPOINT",
            "TOO_MANY_FAILED_SUSPENSION_ATTEMPTS");
  }

  @Test
  void selfHealingTellsTheDeathAndTheNewStart() {
    running(UpgradeStrategy.Kind.STATEFUL);
    assertThat(namesOf(() -> story.heal(FailureReason.JOB_FAILED)))
        .filteredOn(name -> !name.equals("TRANSITIONED_TO_COMPLETED"))
        .containsExactly(
            "TERMINATING_A_JOB_DUE_TO_AN_UNRECOVERABLE_FAILURE",
            "STATE_TRANSITION_IS_NEEDED",
            "AWAIT_FOR_A_CLUSTER_TO_TEARDOWN",
            "CREATING_A_NEW_JOB",
            "SPINNING_UP_A_CLUSTER_FOR_A_JOB",
            "AWAITING_FOR_A_CLUSTER_TO_SPIN_UP",
            "AWAITING_A_JOB_TO_START",
            "JOB_SUCCESSFULLY_STARTED",
            "STATE_TRANSITION_IS_COMPLETED");
  }

  @Test
  void aVanishedJobIsFoundStopped() {
    running(UpgradeStrategy.Kind.STATEFUL);
    assertThat(namesOf(() -> story.heal(FailureReason.JOB_VANISHED)))
        .startsWith("FOUND_A_STOPPED_JOB_AND_WILL_TERMINATE_IT");
  }

  @Test
  void aFiniteJobFinishes() {
    running(UpgradeStrategy.Kind.STATEFUL);
    assertThat(namesOf(story::finish))
        .containsExactly(
            "JOB_SUCCESSFULLY_FINISHED",
            "TRANSITIONED_TO_FINISHED_STATE",
            "AWAIT_FOR_A_CLUSTER_TO_TEARDOWN");
  }

  @Test
  void aUsersSavepointTellsFourSteps() {
    running(UpgradeStrategy.Kind.STATEFUL);
    assertThat(namesOf(() -> story.userSavepoint(true)))
        .containsExactly(
            "NEED_TO_TRIGGER_A_SAVEPOINT",
            "SUCCESSFULLY_TRIGGERED_A_SAVEPOINT",
            "AWAITING_FOR_A_SAVEPOINT_TO_COMPLETE",
            "TRANSITIONED_TO_COMPLETED");
  }

  @Test
  void whatIsNoFailureHasNoNameThatClientsTakeForOne() {
    running(UpgradeStrategy.Kind.STATEFUL);
    assertThat(namesOf(story::wobble)).isNotEmpty().noneMatch(name -> name.contains("FAIL"));
  }

  @Test
  void aRowSaysWhatWhichWhyAndByWhom() {
    story.register(DesiredState.CANCELLED, UpgradeStrategy.Kind.STATEFUL).start();
    TimelineEntry first = InMemory.of(story.events()).timeline().getFirst();
    assertThat(first.message())
        .startsWith(
            "Deployment 'orders' is CANCELLED and is to be RUNNING, because the wish changed: transition ")
        .endsWith("(user:alice, PatchDeployment: because, \"quoted\"\tand so on)");
  }

  @Test
  void timesStrictlyIncreasePerDeploymentAndIdsAreUnique() {
    List<TimelineEntry> rows = InMemory.of(Histories.random(11, 40, 8)).timeline();
    Map<UUID, Instant> last = new HashMap<>();
    for (TimelineEntry row : rows) {
      Instant before = last.put(row.aggregateId(), row.createdAt());
      if (before != null) assertThat(row.createdAt()).isAfter(before);
      assertThat(row.createdAt().getNano() % 1_000).isZero();
    }
    assertThat(rows.stream().map(TimelineEntry::id)).doesNotHaveDuplicates();
  }

  private void running(UpgradeStrategy.Kind upgrade) {
    story.register(DesiredState.RUNNING, upgrade).comeUp();
  }

  /** The names of the rows that the flow adds. */
  private List<String> namesOf(Runnable flow) {
    int before = names(story.events()).size();
    flow.run();
    List<String> all = names(story.events());
    return all.subList(before, all.size());
  }

  private static List<String> names(List<RecordedEvent> events) {
    return InMemory.of(events).timeline().stream().map(row -> row.name().name()).toList();
  }
}
