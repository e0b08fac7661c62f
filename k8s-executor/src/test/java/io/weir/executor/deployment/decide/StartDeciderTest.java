package io.weir.executor.deployment.decide;

import static io.weir.executor.deployment.decide.Seens.aPod;
import static io.weir.executor.deployment.decide.Seens.cluster;
import static io.weir.executor.deployment.decide.Seens.facts;
import static io.weir.executor.deployment.decide.Seens.failed;
import static io.weir.executor.deployment.decide.Seens.job;
import static io.weir.executor.deployment.decide.Seens.kubernetesSilent;
import static io.weir.executor.deployment.decide.Seens.object;
import static io.weir.executor.deployment.decide.Seens.objects;
import static io.weir.executor.testing.Intents.DEPLOYMENT;
import static io.weir.executor.testing.Intents.JOB;
import static io.weir.executor.testing.Intents.NOON;
import static io.weir.executor.testing.Intents.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.events.deployment.ClusterResourcesApplied;
import io.weir.events.deployment.Failure;
import io.weir.events.deployment.FailureReason;
import io.weir.events.report.ClusterApplied;
import io.weir.events.report.ClusterLost;
import io.weir.events.report.ClusterReady;
import io.weir.events.report.JobAppeared;
import io.weir.events.report.JobRunning;
import io.weir.events.report.StartFailed;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StartDeciderTest {
  private static final JobIntent REQUESTED = job(aJob());
  private static final JobIntent APPLIED =
      job(aJob(), new ClusterResourcesApplied(DEPLOYMENT, JOB));
  private static final Instant LATE = NOON.plus(Duration.ofMinutes(5));

  @Test
  void waitsForTheBackOffOfTheLastAttempt() {
    Decision decision = objects(true).at(NOON.minusSeconds(3)).decide(REQUESTED);
    assertThat(decision)
        .isEqualTo(new Decision(Why.NOT_BEFORE, List.of(), Optional.of(Duration.ofSeconds(3))));
  }

  @Test
  void createsNothingOnTheWordOfTheCache() {
    assertThat(objects(false).decide(REQUESTED).wantsLiveLook()).isTrue();
    assertThat(objects(true).decide(REQUESTED).actions())
        .containsExactly(new Action.CreateOwner(REQUESTED));
  }

  @Test
  void createsNothingWhileKubernetesIsSilent() {
    assertThat(kubernetesSilent().decide(REQUESTED).actions()).isEmpty();
    assertThat(kubernetesSilent().at(LATE).decide(REQUESTED).actions())
        .as("unknown is not failed, not even after the deadline")
        .isEmpty();
  }

  @Test
  void saysOnceThatKubernetesIsSilentForLong() {
    Decision decision =
        kubernetesSilent().at(NOON.plusSeconds(60)).silentSince(NOON).decide(REQUESTED);
    assertThat(facts(decision))
        .containsExactly(new ClusterLost(DEPLOYMENT, JOB, NOON, "connection refused"));
  }

  @Test
  void appliesTheMissingPartsBelowTheParent() {
    assertThat(objects(false, Part.OWNER).decide(REQUESTED).wantsLiveLook()).isTrue();
    assertThat(objects(true, Part.OWNER, Part.SERVICE).decide(REQUESTED).actions())
        .containsExactly(
            new Action.Apply(
                REQUESTED,
                "uid-OWNER",
                EnumSet.of(Part.CONFIGURATION, Part.TASK_MANAGERS, Part.JOB_MANAGER),
                Map.of()));
  }

  @Test
  void waitsWhileSomebodyDeletesTheParent() {
    Decision decision =
        objects(true, Part.OWNER)
            .replace(object(Part.OWNER, true, List.of(), Optional.empty(), false))
            .decide(REQUESTED);
    assertThat(decision.why()).isEqualTo(Why.REMOVAL_AWAITED);
    assertThat(decision.actions()).isEmpty();
  }

  @Test
  void neverMakesAJobManagerAgainThatWasThereOnce() {
    assertThat(cluster().without(Part.JOB_MANAGER).decide(APPLIED).wantsLiveLook()).isTrue();
    assertThat(reason(cluster().live().without(Part.JOB_MANAGER).decide(APPLIED)))
        .isEqualTo(FailureReason.JOB_VANISHED);
    assertThat(reason(cluster().live().without(Part.JOB_MANAGER).decide(REQUESTED)))
        .as("its pod is there, though the log does not show yet that it was made")
        .isEqualTo(FailureReason.JOB_VANISHED);
  }

  @Test
  void putsBackAnythingElseThatSomebodyDeleted() {
    assertThat(cluster().without(Part.SERVICE).decide(APPLIED).wantsLiveLook()).isTrue();
    Decision decision = cluster().live().without(Part.SERVICE).decide(APPLIED);
    assertThat(decision.why()).isEqualTo(Why.FOREIGN_CHANGE);
    assertThat(decision.actions().getFirst())
        .isEqualTo(new Action.Apply(APPLIED, "uid-OWNER", EnumSet.of(Part.SERVICE), Map.of()));
  }

  @Test
  void reportsEachStepThatTheLogDoesNotShow() {
    assertThat(facts(cluster().flinkSilent().decide(REQUESTED)))
        .containsExactly(new ClusterApplied(DEPLOYMENT, JOB));
    assertThat(facts(cluster().jobUnknownToFlink(Programs.NONE).decide(APPLIED)))
        .containsExactly(new ClusterReady(DEPLOYMENT, JOB));
    assertThat(facts(cluster().job(JobStatus.RUNNING).decide(REQUESTED)))
        .containsExactly(
            new ClusterApplied(DEPLOYMENT, JOB),
            new ClusterReady(DEPLOYMENT, JOB),
            new JobAppeared(DEPLOYMENT, JOB),
            new JobRunning(DEPLOYMENT, JOB, Optional.empty()));
  }

  @Test
  void doesNotCallAJobRunningWhoseTasksDoNotAllRun() {
    JobView deploying =
        new JobView(JobStatus.RUNNING, "words", false, 0, Optional.empty(), Optional.empty());
    assertThat(facts(cluster().job(deploying).decide(APPLIED)))
        .noneMatch(JobRunning.class::isInstance);
  }

  @Test
  void saysThatAJobRanThatFinishedBetweenTwoLooks() {
    assertThat(facts(cluster().job(JobStatus.FINISHED).decide(APPLIED)))
        .anyMatch(JobRunning.class::isInstance);
  }

  @Test
  void failsWithTheCauseInFlinksResult() {
    JobView ended =
        new JobView(
            JobStatus.FAILED,
            "words",
            false,
            0,
            Optional.empty(),
            Optional.of(
                "x: y\nCaused by: java.io.FileNotFoundException: Cannot find checkpoint or savepoint"
                    + " file/directory 'file:/sp'"));
    Failure failure = failure(cluster().job(ended).decide(APPLIED));
    assertThat(failure.reason()).isEqualTo(FailureReason.RESTORE_FAILED);
    assertThat(failure.rootCause()).get().asString().startsWith("java.io.FileNotFoundException");
  }

  @Test
  void failsWhenMainThrewWhateverItThrew() {
    JobView driver =
        new JobView(
            JobStatus.FAILED,
            JobView.APPLICATION_DRIVER,
            false,
            0,
            Optional.empty(),
            Optional.of("java.lang.IllegalArgumentException: no input"));
    assertThat(reason(cluster().job(driver).decide(APPLIED))).isEqualTo(FailureReason.MAIN_FAILED);
  }

  @Test
  void failsWhenTheProgramEndedWithoutAJob() {
    assertThat(reason(cluster().jobUnknownToFlink(Programs.ENDED).decide(APPLIED)))
        .isEqualTo(FailureReason.MAIN_WITHOUT_JOB);
  }

  @Test
  void failsWithTheLastWordsOfAJobManagerThatIsNotStartedAgain() {
    Seens dead =
        cluster()
            .replace(object(Part.JOB_MANAGER, false, List.of(), Optional.of("BackoffLimit"), false))
            .flinkSilent();
    assertThat(
            reason(
                dead.pods(
                        aPod(
                            true,
                            failed(
                                false,
                                0,
                                "Could not load the provided entrypoint class.\nCaused by:"
                                    + " java.lang.ClassNotFoundException: X")))
                    .decide(APPLIED)))
        .isEqualTo(FailureReason.ENTRY_CLASS_NOT_LOADED);
    assertThat(
            reason(
                dead.pods(aPod(true, failed(true, 0, "cp: cannot stat '/x.jar'"))).decide(APPLIED)))
        .isEqualTo(FailureReason.ARTIFACT_NOT_FETCHED);
    assertThat(reason(dead.pods().decide(APPLIED))).isEqualTo(FailureReason.JOB_MANAGER_EXITED);
  }

  @Test
  void waitsForAJobManagerThatIsStartedAgainUnlessItIsInVain() {
    assertThat(
            facts(
                cluster()
                    .flinkSilent()
                    .pods(aPod(true, failed(false, 3, "Connection to storage refused")))
                    .decide(APPLIED)))
        .isEmpty();
    assertThat(
            reason(
                cluster()
                    .flinkSilent()
                    .pods(
                        aPod(
                            true,
                            failed(false, 1, "Could not load the provided entrypoint class.")))
                    .decide(APPLIED)))
        .isEqualTo(FailureReason.ENTRY_CLASS_NOT_LOADED);
  }

  @Test
  void failsAtOnceOnAnImageNameThatIsNone() {
    ContainerView waiting =
        new ContainerView(
            "flink-main-container",
            false,
            false,
            Optional.of(new ContainerView.Waiting("InvalidImageName", "couldn't parse")),
            Optional.empty(),
            0);
    assertThat(reason(cluster().flinkSilent().pods(aPod(true, waiting)).decide(APPLIED)))
        .isEqualTo(FailureReason.INVALID_MANIFEST);
  }

  @ParameterizedTest
  @EnumSource(
      value = FailureReason.class,
      names = {"TARGET_NOT_FOUND", "FORBIDDEN", "INVALID_MANIFEST", "QUOTA_EXCEEDED"})
  void failsWithWhatKubernetesRefused(FailureReason refused) {
    Decision decision = objects(true).refused(new WriteFailure(refused, "no")).decide(REQUESTED);
    assertThat(reason(decision)).isEqualTo(refused);
  }

  @Test
  void failsAfterTheDeadlineAndSaysWhatItSawLast() {
    ContainerView waiting =
        new ContainerView(
            "flink-main-container",
            false,
            false,
            Optional.of(new ContainerView.Waiting("ImagePullBackOff", "no such image")),
            Optional.empty(),
            0);
    Failure failure =
        failure(cluster().flinkSilent().pods(aPod(true, waiting)).at(LATE).decide(APPLIED));
    assertThat(failure.reason()).isEqualTo(FailureReason.DEADLINE_EXCEEDED);
    assertThat(failure.message()).contains("ImagePullBackOff", "no such image");
  }

  @Test
  void failsAfterTheDeadlineWithWhatKubernetesWarnedOf() {
    Complaint unmounted =
        new Complaint("Pod/jm", "FailedMount", "secret \"keys\" not found", 7, NOON, LATE);
    Failure failure =
        failure(cluster().flinkSilent().complaints(unmounted).at(LATE).decide(APPLIED));
    assertThat(failure.reason()).isEqualTo(FailureReason.DEADLINE_EXCEEDED);
    assertThat(failure.message())
        .contains("last seen: jm Running", "; Kubernetes warned: FailedMount of Pod/jm 7 times")
        .contains("(secret \"keys\" not found); ");
  }

  private static FailureReason reason(Decision decision) {
    return failure(decision).reason();
  }

  private static Failure failure(Decision decision) {
    assertThat(decision.why()).isEqualTo(Why.START_FAILED);
    return ((StartFailed) facts(decision).getFirst()).failure();
  }
}
