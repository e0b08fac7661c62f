package io.weir.projection.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.weir.events.deployment.ActualState;
import io.weir.events.deployment.FailureReason;
import io.weir.events.deployment.JobFailed;
import io.weir.events.deployment.JobSession;
import io.weir.events.deployment.JobStopRequested;
import io.weir.events.spec.DesiredState;
import io.weir.events.spec.UpgradeStrategy;
import io.weir.events.wire.EventType;
import io.weir.events.wire.RecordedEvent;
import io.weir.projection.deployments.Condition;
import io.weir.projection.deployments.DeploymentView;
import io.weir.projection.deployments.Transition;
import io.weir.projection.deployments.Transition.Step;
import io.weir.projection.history.Histories;
import io.weir.projection.history.Story;
import io.weir.projection.jobs.JobState;
import io.weir.projection.jobs.JobView;
import io.weir.projection.savepoints.SavepointState;
import io.weir.projection.usage.ResourceUse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What each flow leaves in the views. */
class FoldTest {
  private final Story story = new Story(new SplittableRandom(3), "default", "orders");

  @Test
  void theGeneratorTellsEveryEventAndEachGivesOneAuditRow() {
    List<RecordedEvent> log = Histories.random(5, 200, 10);
    List<Class<?>> told =
        log.stream().<Class<?>>map(event -> event.event().getClass()).distinct().toList();
    assertThat(told)
        .containsExactlyInAnyOrder(
            Arrays.stream(EventType.values()).map(EventType::javaType).toArray(Class<?>[]::new));
    assertThat(InMemory.of(log).audit().stream().map(row -> row.eventId()))
        .containsExactlyElementsOf(log.stream().map(e -> e.metadata().eventId()).toList());
  }

  @Test
  void aStartShowsItsTargetAndThenTheRunningJob() {
    story.register(DesiredState.RUNNING, UpgradeStrategy.Kind.STATEFUL);
    assertThat(view().status().state()).isEqualTo(ActualState.TRANSITIONING);
    assertThat(view().status().transition().orElseThrow().target()).isEqualTo(DesiredState.RUNNING);
    assertThat(view().status().transition().orElseThrow().step()).isEqualTo(Step.CLUSTER);
    story.comeUp();
    assertThat(view().status().state()).isEqualTo(ActualState.RUNNING);
    assertThat(view().status().transition()).isEmpty();
    assertThat(view().status().job().orElseThrow().id()).isEqualTo(story.job());
    assertThat(view().status().job().orElseThrow().runningSince()).isPresent();
    assertThat(view().resourceVersion()).isEqualTo(story.events().size());
    assertThat(job(story.job())).isEqualTo(JobState.STARTED);
  }

  @Test
  void aJobThatWaitsForItsSessionClusterSaysSoUntilThatAnswers() {
    story
        .placedOn(new JobSession(new UUID(0, 9), "shared", 3, "sc-3"))
        .register(DesiredState.RUNNING, UpgradeStrategy.Kind.STATEFUL);
    assertThat(awaited()).isTrue();
    story.comeUp();
    assertThat(awaited()).isFalse();
    assertThat(ResourceUse.of(model().jobs().getFirst())).as("it ran").isNotEmpty();
  }

  private boolean awaited() {
    return view().status().job().orElseThrow().conditions().stream()
        .filter(c -> c.type() == Condition.Type.SESSION_CLUSTER_AWAITED)
        .findFirst()
        .orElseThrow()
        .holds();
  }

  @Test
  void aReplacementSaysWhichJobItReplacesAndHowLongNothingRan() {
    story.register(DesiredState.RUNNING, UpgradeStrategy.Kind.STATEFUL).comeUp();
    assertThat(progress(story.job()).replaced()).as("the first job replaces none").isEmpty();
    UUID first = story.job();

    story.upgrade();
    assertReplaces(first, JobStopRequested.class);

    UUID second = story.job();
    story.heal(FailureReason.JOB_FAILED);
    assertReplaces(second, JobFailed.class);
  }

  /** A pause that somebody wanted is not downtime of a replacement. */
  @Test
  void aStartAfterASuspensionReplacesNoJob() {
    story.register(DesiredState.RUNNING, UpgradeStrategy.Kind.STATEFUL).comeUp().suspend().start();
    assertThat(progress(story.job()).replaced()).isEmpty();
    assertThat(model().timeline()).noneMatch(line -> line.message().contains("nothing ran"));
  }

  private void assertReplaces(UUID job, Class<?> stop) {
    JobView.Replaced replaced = progress(story.job()).replaced().orElseThrow();
    Instant startedAt = progress(story.job()).startedAt().orElseThrow();
    assertThat(replaced.jobId()).isEqualTo(job);
    Instant stopped =
        story.events().reversed().stream()
            .filter(event -> stop.isInstance(event.event()))
            .findFirst()
            .orElseThrow()
            .metadata()
            .time();
    // By the deployment's own clock, which no two events share.
    assertThat(replaced.downSince()).isCloseTo(stopped, within(1, ChronoUnit.MILLIS));
    assertThat(startedAt).isAfter(replaced.downSince());
    assertThat(model().timeline())
        .anyMatch(
            line ->
                line.message()
                    .contains(
                        "It takes the place of job %s: nothing ran from %s to %s, "
                            .formatted(job, replaced.downSince(), startedAt)));
  }

  private JobView.Progress progress(UUID job) {
    return model().jobs().stream()
        .filter(view -> view.id().equals(job))
        .findFirst()
        .orElseThrow()
        .progress();
  }

  @Test
  void aWishThatChangesMidTransitionIsPending() {
    story.register(DesiredState.RUNNING, UpgradeStrategy.Kind.STATEFUL);
    assertThat(view().pendingWish()).isEmpty();
    story.wish(DesiredState.SUSPENDED);
    assertThat(view().pendingWish()).contains(DesiredState.SUSPENDED);
    assertThat(view().status().transition().orElseThrow().target()).isEqualTo(DesiredState.RUNNING);
  }

  @Test
  void aSuspensionEndsWithACompletedSavepointAndNoJob() {
    story.register(DesiredState.RUNNING, UpgradeStrategy.Kind.STATEFUL).comeUp().suspend();
    assertThat(view().status().state()).isEqualTo(ActualState.SUSPENDED);
    assertThat(view().status().job()).isEmpty();
    assertThat(job(story.job())).isEqualTo(JobState.TERMINATED);
    assertThat(model().savepoint(story.id(), story.savepoint()).state())
        .isEqualTo(SavepointState.COMPLETED);
  }

  @Test
  void aSavepointThatGoesShowsEachStepAndIsDeletedAtLast() {
    story.register(DesiredState.CANCELLED, UpgradeStrategy.Kind.STATEFUL).disposeSavepoint(true);
    assertThat(
            story.events().stream()
                .map(event -> InMemory.of(upTo(event)).savepoints())
                .filter(all -> !all.isEmpty())
                .map(all -> all.getFirst())
                .map(s -> s.state() + (s.pin().isPresent() ? " pinned" : "")))
        .containsExactly(
            "COMPLETED",
            "COMPLETED pinned",
            "COMPLETED",
            "PENDING_DELETION",
            "DELETING",
            "DELETED");
    assertThat(model().savepoints().getFirst().place()).isEmpty();
  }

  @Test
  void aSavepointThatDoesNotGoSaysWhy() {
    story.register(DesiredState.CANCELLED, UpgradeStrategy.Kind.STATEFUL).disposeSavepoint(false);
    assertThat(model().savepoints().getFirst().state()).isEqualTo(SavepointState.FAILED_DELETION);
    assertThat(model().savepoints().getFirst().nextRemoval().orElseThrow().attempt()).isEqualTo(2);
    assertThat(model().savepoints().getFirst().failure().orElseThrow().reason())
        .isEqualTo(FailureReason.DATA_NOT_REMOVED);
    assertThat(model().savepoints().getFirst().place()).contains("file:/elsewhere/savepoint-2");
  }

  private List<RecordedEvent> upTo(RecordedEvent last) {
    return story.events().subList(0, story.events().indexOf(last) + 1);
  }

  @Test
  void aFailedSuspensionIsFailedAndKeepsItsJob() {
    story
        .register(DesiredState.RUNNING, UpgradeStrategy.Kind.STATEFUL)
        .comeUp()
        .failToSuspend(FailureReason.SAVEPOINT_FAILED);
    assertThat(view().status().state()).isEqualTo(ActualState.FAILED);
    assertThat(view().status().failure().orElseThrow().reason())
        .isEqualTo(FailureReason.ATTEMPTS_EXHAUSTED);
    assertThat(view().status().job().orElseThrow().id()).isEqualTo(story.job());
    assertThat(job(story.job())).isEqualTo(JobState.STARTED);
    assertThat(model().savepoint(story.id(), story.savepoint()).state())
        .isEqualTo(SavepointState.FAILED);
  }

  @Test
  void aFailedAttemptIsAFailedJobAndTheNextHasAnId() {
    story.register(DesiredState.RUNNING, UpgradeStrategy.Kind.STATEFUL);
    UUID first = story.job();
    story.failToStart(FailureReason.MAIN_FAILED, 1);
    assertThat(job(first)).isEqualTo(JobState.FAILED);
    assertThat(job(story.job())).isEqualTo(JobState.STARTING);
    assertThat(view().status().transition().orElseThrow().attempt()).isEqualTo(2);
    assertThat(view().status().transition().orElseThrow().lastFailure().orElseThrow().reason())
        .isEqualTo(FailureReason.MAIN_FAILED);
  }

  @Test
  void aJobThatCannotBeEndedEndsWithItsCluster() {
    story.register(DesiredState.RUNNING, UpgradeStrategy.Kind.STATEFUL).comeUp().cancelTheHardWay();
    assertThat(job(story.job())).isEqualTo(JobState.TERMINATED);
    assertThat(view().status().state()).isEqualTo(ActualState.CANCELLED);
  }

  @Test
  void aFiniteJobLeavesFinishedWithoutATransition() {
    story.register(DesiredState.RUNNING, UpgradeStrategy.Kind.STATEFUL).comeUp().finish();
    assertThat(view().status().state()).isEqualTo(ActualState.FINISHED);
    assertThat(view().spec().state()).isEqualTo(DesiredState.RUNNING);
    assertThat(job(story.job())).isEqualTo(JobState.FINISHED);
  }

  @Test
  void anUnreachableClusterIsAConditionAndNoFailure() {
    story.register(DesiredState.RUNNING, UpgradeStrategy.Kind.STATEFUL).comeUp();
    int before = story.events().size();
    story.wobble();
    DeploymentView lost = InMemory.of(story.events().subList(0, before + 2)).deployment(story.id());
    assertThat(lost.status().state()).isEqualTo(ActualState.RUNNING);
    assertThat(holds(lost, Condition.Type.CLUSTER_UNREACHABLE)).isTrue();
    assertThat(holds(view(), Condition.Type.CLUSTER_UNREACHABLE)).isFalse();
    assertThat(holds(view(), Condition.Type.JOB_UNSTABLE)).isTrue();
  }

  @Test
  void aJobThatWasHealedIsFailingUntilAnotherReplacesIt() {
    story.register(DesiredState.RUNNING, UpgradeStrategy.Kind.STATEFUL).comeUp();
    assertThat(holds(view(), Condition.Type.JOB_FAILING)).isFalse();
    story.heal(FailureReason.JOB_FAILED);
    assertThat(view().status().state()).isEqualTo(ActualState.RUNNING);
    assertThat(holds(view(), Condition.Type.JOB_FAILING)).isTrue();
    story.upgrade();
    assertThat(holds(view(), Condition.Type.JOB_FAILING)).isFalse();
  }

  @Test
  void aJobThatTookAnotherScaleIsTheSameJobWithTheNewGeneration() {
    story.register(DesiredState.RUNNING, UpgradeStrategy.Kind.STATEFUL).comeUp();
    UUID job = story.job();
    int before = story.events().size();
    story.rescale();
    DeploymentView asked =
        InMemory.of(story.events().subList(0, before + 3)).deployment(story.id());
    assertThat(asked.status().state()).isEqualTo(ActualState.TRANSITIONING);
    assertThat(asked.status().transition().orElseThrow().step()).isEqualTo(Step.RESCALE);
    assertThat(asked.status().job().orElseThrow().generation()).isEqualTo(1);
    assertThat(view().status().state()).isEqualTo(ActualState.RUNNING);
    assertThat(view().status().transition()).isEmpty();
    assertThat(view().status().job().orElseThrow().id()).isEqualTo(job).isEqualTo(story.job());
    assertThat(view().status().job().orElseThrow().generation()).isEqualTo(2);
    assertThat(model().jobs()).hasSize(1);
    assertThat(model().job(story.id(), job).request().generation()).isEqualTo(2);
    assertThat(model().job(story.id(), job).request().spec().parallelism()).isEqualTo(2);
    assertThat(job(job)).isEqualTo(JobState.STARTED);
  }

  @Test
  void aScaleThatFlinkRefusedIsSeenWhileTheJobIsReplaced() {
    story.register(DesiredState.RUNNING, UpgradeStrategy.Kind.STATEFUL).comeUp();
    UUID job = story.job();
    int before = story.events().size();
    story.replaceInsteadOfRescale();
    DeploymentView replacing =
        InMemory.of(story.events().subList(0, before + 5)).deployment(story.id());
    Transition transition = replacing.status().transition().orElseThrow();
    assertThat(transition.step()).isEqualTo(Step.SAVEPOINT);
    assertThat(transition.upgradeStrategy()).contains(UpgradeStrategy.Kind.STATEFUL);
    assertThat(transition.lastFailure().orElseThrow().reason())
        .isEqualTo(FailureReason.RESCALE_REFUSED);
    assertThat(job(job)).isEqualTo(JobState.TERMINATED);
    assertThat(model().job(story.id(), job).request().spec().parallelism()).isEqualTo(1);
    assertThat(model().job(story.id(), story.job()).request().spec().parallelism()).isEqualTo(2);
    assertThat(view().status().state()).isEqualTo(ActualState.RUNNING);
  }

  @Test
  void theAuditRowHoldsOnlyWhatTheEventChanged() {
    story.register(DesiredState.CANCELLED, UpgradeStrategy.Kind.STATEFUL);
    story.relabel(Map.of("team", "billing"));
    var row = model().audit().getLast();
    assertThat(row.before().orElseThrow())
        .asString()
        .contains("\"orders\"")
        .doesNotContain("\"spec\"");
    assertThat(row.after().orElseThrow())
        .asString()
        .contains("\"billing\"")
        .doesNotContain("\"spec\"");
    assertThat(row.actor()).isEqualTo("user:alice");
    assertThat(row.command()).isEqualTo("PatchDeployment");
  }

  @Test
  void anEventThatDoesNotFollowIsRefused() {
    story.register(DesiredState.RUNNING, UpgradeStrategy.Kind.STATEFUL).comeUp();
    List<RecordedEvent> gap = List.of(story.events().get(0), story.events().get(2));
    assertThatThrownBy(() -> InMemory.of(gap))
        .hasMessageContaining("Expected event 1")
        .hasMessageContaining("got event 2");
  }

  private InMemory model() {
    return InMemory.of(story.events());
  }

  private DeploymentView view() {
    return model().deployment(story.id());
  }

  private JobState job(UUID id) {
    return model().job(story.id(), id).progress().state();
  }

  private static boolean holds(DeploymentView view, Condition.Type type) {
    return view.status().job().orElseThrow().conditions().stream()
        .filter(condition -> condition.type() == type)
        .findFirst()
        .orElseThrow()
        .holds();
  }
}
