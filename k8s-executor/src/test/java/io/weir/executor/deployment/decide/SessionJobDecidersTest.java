package io.weir.executor.deployment.decide;

import static io.weir.executor.deployment.decide.Seens.JOB_MANAGER;
import static io.weir.executor.deployment.decide.Seens.cluster;
import static io.weir.executor.deployment.decide.Seens.facts;
import static io.weir.executor.deployment.decide.Seens.job;
import static io.weir.executor.deployment.decide.Seens.kubernetesSilent;
import static io.weir.executor.testing.Intents.DEPLOYMENT;
import static io.weir.executor.testing.Intents.JOB;
import static io.weir.executor.testing.Intents.NOON;
import static io.weir.executor.testing.Intents.SAVEPOINT;
import static io.weir.executor.testing.Intents.TRANSITION;
import static io.weir.executor.testing.Intents.aJob;
import static io.weir.executor.testing.Intents.aSavepoint;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.events.deployment.ClusterBecameReady;
import io.weir.events.deployment.ClusterTeardownRequested;
import io.weir.events.deployment.DeploymentEvent;
import io.weir.events.deployment.FailureReason;
import io.weir.events.deployment.FinalStatus;
import io.weir.events.deployment.JobRequested;
import io.weir.events.deployment.JobStartFailed;
import io.weir.events.deployment.JobStarted;
import io.weir.events.deployment.JobStopRequested;
import io.weir.events.deployment.JobSubmitted;
import io.weir.events.deployment.SavepointEffect;
import io.weir.events.deployment.StopMode;
import io.weir.events.report.ClusterGone;
import io.weir.events.report.ClusterReady;
import io.weir.events.report.JobAppeared;
import io.weir.events.report.JobEnded;
import io.weir.events.report.JobRunning;
import io.weir.events.report.SavepointWritten;
import io.weir.events.report.StartFailed;
import io.weir.events.report.StopFailed;
import io.weir.events.report.TeardownIncomplete;
import io.weir.events.sessions.SessionClusterStopped;
import io.weir.executor.testing.LogTopics;
import io.weir.executor.testing.Sessions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A job on a session cluster, from its request to its removal. */
class SessionJobDecidersTest {
  private static final SessionPlace UP = new SessionPlace.Up(Sessions.after(Sessions.STARTED));
  private static final SessionPlace AWAITED = new SessionPlace.Awaited("it is being started");
  private static final SessionPlace GOING = new SessionPlace.Going();
  private static final SessionPlace GONE = new SessionPlace.Gone();
  private static final SessionPlace UNKNOWN = new SessionPlace.Unknown("undecodable");

  private static final Instant LATE = NOON.plusSeconds(60);
  private static final JobRequested REQUEST = Sessions.placed(aJob());
  private static final JobSubmitted APPEARED = new JobSubmitted(DEPLOYMENT, JOB);
  private static final JobStarted STARTED = new JobStarted(DEPLOYMENT, JOB, NOON, Optional.empty());
  private static final JobIntent STARTING = job(REQUEST, new ClusterBecameReady(DEPLOYMENT, JOB));
  private static final JobIntent RUNNING = job(REQUEST, APPEARED, STARTED);

  private static Seens seen(SessionPlace place) {
    return seen(place, Optional.empty(), Seen.unknown("not asked"));
  }

  private static Seens seen(SessionPlace place, SubmissionView submission) {
    return seen(place, Optional.of(submission), Seen.present(List.of("4f_x.jar")));
  }

  private static Seens jars(String... ids) {
    return seen(UP, Optional.empty(), Seen.present(List.of(ids)))
        .jobUnknownToFlink(Programs.UNKNOWN);
  }

  private static Seens seen(
      SessionPlace place, Optional<SubmissionView> submission, Seen<List<String>> jars) {
    return cluster().on(new OnSession(place, submission, jars));
  }

  private static JobIntent with(DeploymentEvent... events) {
    return job(events);
  }

  private static JobStopRequested stop(StopMode mode) {
    return new JobStopRequested(DEPLOYMENT, TRANSITION, JOB, mode, Optional.empty(), LATE);
  }

  /** Torn down at noon, until a minute later. */
  private static JobIntent torn(DeploymentEvent... before) {
    Desired desired = Seens.desired(before);
    return desired
        .evolve(
            LogTopics.metadata(DEPLOYMENT, desired.sequence() + 1, NOON),
            new ClusterTeardownRequested(DEPLOYMENT, JOB, "job-" + JOB, "default", 1, LATE))
        .current()
        .orElseThrow();
  }

  private static FailureReason startFailure(Decision decision) {
    return facts(decision).stream()
        .filter(StartFailed.class::isInstance)
        .map(fact -> ((StartFailed) fact).failure().reason())
        .findFirst()
        .orElseThrow(() -> new AssertionError("Expected a failed start, but " + decision));
  }

  @Test
  void waitsForItsClusterUntilTheDeadlineOfTheStart() {
    Decision waits = seen(AWAITED).decide(STARTING);
    assertThat(waits.why()).isEqualTo(Why.SESSION_CLUSTER_AWAITED);
    assertThat(waits.actions()).isEmpty();
    Instant deadline = REQUEST.deadline();
    assertThat(startFailure(seen(AWAITED).at(deadline).decide(STARTING)))
        .isEqualTo(FailureReason.SESSION_CLUSTER_NOT_RUNNING);
    assertThat(seen(UNKNOWN).decide(STARTING).actions()).isEmpty();
    assertThat(startFailure(seen(UNKNOWN).at(deadline).decide(STARTING)))
        .isEqualTo(FailureReason.SESSION_CLUSTER_NOT_RUNNING);
  }

  @Test
  void failsAtOnceWhenItsStartOfTheClusterWillNotComeUpAnyMore() {
    for (SessionPlace over : List.of(GOING, GONE))
      assertThat(startFailure(seen(over).decide(STARTING)))
          .isEqualTo(FailureReason.SESSION_CLUSTER_NOT_RUNNING);
  }

  @Test
  void submitsWhatFlinkDoesNotKnowOnceAtATime() {
    assertThat(jars().decide(STARTING).actions())
        .containsExactly(new Action.Submit(JOB_MANAGER, STARTING));
    assertThat(
            seen(UP, new SubmissionView.UnderWay())
                .jobUnknownToFlink(Programs.UNKNOWN)
                .decide(STARTING)
                .actions())
        .isEmpty();
    SubmissionView lost = new SubmissionView.Lost("no answer", NOON.plusSeconds(9));
    Seens again = seen(UP, lost).jobUnknownToFlink(Programs.UNKNOWN);
    assertThat(again.decide(STARTING).actions()).as("after a moment").isEmpty();
    assertThat(again.at(NOON.plusSeconds(20)).decide(STARTING).actions())
        .containsExactly(new Action.Submit(JOB_MANAGER, STARTING));
  }

  @Test
  void submitsNothingWhileItIsNotKnownWhetherFlinkHasTheJob() {
    assertThat(seen(UP).flinkSilent().decide(STARTING).actions()).isEmpty();
    assertThat(
            kubernetesSilent()
                .on(new OnSession(UP, Optional.empty(), Seen.unknown("not asked")))
                .decide(STARTING)
                .actions())
        .isEmpty();
  }

  @Test
  void saysThatTheClusterAnswersThatTheJobAppearedAndThatItRuns() {
    JobIntent requested = with(REQUEST);
    assertThat(facts(jars().decide(requested))).containsExactly(new ClusterReady(DEPLOYMENT, JOB));
    assertThat(facts(seen(UP).job(JobStatus.INITIALIZING).decide(STARTING)))
        .containsExactly(new JobAppeared(DEPLOYMENT, JOB));
    assertThat(facts(seen(UP).job(JobStatus.RUNNING).decide(requested)))
        .containsExactly(
            new ClusterReady(DEPLOYMENT, JOB),
            new JobAppeared(DEPLOYMENT, JOB),
            new JobRunning(DEPLOYMENT, JOB, Optional.empty()));
  }

  @Test
  void aRefusedProgramFailsTheStartWithWhatTheProgramSaidAndIsRemovedFirst() {
    SubmissionView refused =
        new SubmissionView.Refused(
            new WriteFailure(
                FailureReason.MAIN_FAILED,
                "RestHandlerException: Could not execute application.\n"
                    + "Caused by: java.lang.IllegalStateException: no topic"));
    Decision decision = seen(UP, refused).jobUnknownToFlink(Programs.UNKNOWN).decide(STARTING);
    assertThat(decision.actions().getFirst())
        .isEqualTo(new Action.DeleteJars(JOB_MANAGER, List.of("4f_x.jar")));
    StartFailed failed = (StartFailed) facts(decision).getLast();
    assertThat(failed.failure().reason()).isEqualTo(FailureReason.MAIN_FAILED);
    assertThat(failed.failure().rootCause()).contains("java.lang.IllegalStateException: no topic");
    assertThat(facts(seen(UP, refused).job(JobStatus.RUNNING).decide(STARTING)))
        .as("the job is there, whatever was said of a second try")
        .contains(new JobRunning(DEPLOYMENT, JOB, Optional.empty()));
  }

  @Test
  void aJobThatWasThereIsNotRunAgainUnderItsId() {
    JobIntent appeared = with(REQUEST, APPEARED);
    assertThat(startFailure(jars().decide(appeared))).isEqualTo(FailureReason.JOB_VANISHED);
    assertThat(
            startFailure(
                seen(UP, new SubmissionView.Taken())
                    .jobUnknownToFlink(Programs.UNKNOWN)
                    .decide(STARTING)))
        .isEqualTo(FailureReason.JOB_VANISHED);
  }

  @Test
  void aStartThatIsLateHandsOverNoMore() {
    Decision late =
        seen(UP, new SubmissionView.UnderWay())
            .jobUnknownToFlink(Programs.UNKNOWN)
            .at(REQUEST.deadline())
            .decide(STARTING);
    assertThat(late.actions().getFirst()).isEqualTo(new Action.AbandonSubmission(JOB));
    assertThat(startFailure(late)).isEqualTo(FailureReason.DEADLINE_EXCEEDED);
  }

  @Test
  void aRunningJobThatItsClusterDoesNotKnowIsOver() {
    for (Seens over : List.of(jars(), seen(GONE)))
      assertThat(facts(over.decide(RUNNING)))
          .singleElement()
          .isInstanceOfSatisfying(
              JobEnded.class,
              ended -> {
                assertThat(ended.finalStatus()).isEqualTo(FinalStatus.UNKNOWN);
                assertThat(ended.failure().orElseThrow().reason())
                    .isEqualTo(FailureReason.JOB_VANISHED);
              });
    assertThat(facts(seen(UP).job(JobStatus.FINISHED).decide(RUNNING)))
        .singleElement()
        .isInstanceOf(JobEnded.class);
  }

  @Test
  void nobodyToAskIsNotNoJob() {
    for (Seens silent :
        List.of(seen(UP).flinkSilent(), seen(UP), seen(UNKNOWN), seen(AWAITED), seen(GOING)))
      assertThat(silent.decide(RUNNING).actions()).isEmpty();
  }

  @Test
  void aRunningJobGivesSavepointsAndItsOutcomeComesBeforeItsEnd() {
    JobIntent asked = with(REQUEST, APPEARED, STARTED, aSavepoint(SavepointEffect.STOP));
    assertThat(seen(UP).job(JobStatus.RUNNING).decide(asked).actions())
        .singleElement()
        .isInstanceOf(Action.TriggerSavepoint.class);
    TriggerView.Written written = new TriggerView.Written("file:/sp", Optional.empty());
    assertThat(facts(seen(UP).job(JobStatus.FINISHED).trigger(written).decide(asked)))
        .containsExactly(
            new SavepointWritten(DEPLOYMENT, JOB, SAVEPOINT, "file:/sp", Optional.empty()));
    assertThat(facts(seen(GONE).data(Seen.present(written)).decide(asked)))
        .as("its data outlives the cluster")
        .containsExactly(
            new SavepointWritten(DEPLOYMENT, JOB, SAVEPOINT, "file:/sp", Optional.empty()));
  }

  @Test
  void cancelsWhatRunsAndEndsWhatNeverCame() {
    JobIntent running = with(REQUEST, APPEARED, STARTED, stop(StopMode.CANCEL));
    assertThat(seen(UP).job(JobStatus.RUNNING).decide(running).actions())
        .containsExactly(new Action.CancelJob(JOB_MANAGER, JobIdentity.same(JOB)));
    assertThat(seen(UP).job(JobStatus.CANCELLING).decide(running).actions()).isEmpty();
    assertThat(facts(seen(UP).job(JobStatus.RUNNING).at(LATE).decide(running)))
        .singleElement()
        .isInstanceOf(StopFailed.class);
    assertThat(seen(UNKNOWN).decide(running).actions()).isEmpty();
    assertThat(seen(GOING).decide(running).actions()).isEmpty();

    JobIntent abandoned = with(REQUEST, stop(StopMode.CANCEL));
    JobEnded cancelled =
        new JobEnded(DEPLOYMENT, JOB, FinalStatus.CANCELED, Optional.empty(), Optional.empty());
    for (Seens nothing : List.of(seen(AWAITED), seen(GONE), jars()))
      assertThat(facts(nothing.decide(abandoned))).containsExactly(cancelled);
    assertThat(
            seen(UP, new SubmissionView.UnderWay())
                .jobUnknownToFlink(Programs.UNKNOWN)
                .decide(abandoned)
                .actions())
        .containsExactly(new Action.AbandonSubmission(JOB));
    assertThat(seen(UP).flinkSilent().decide(abandoned).actions()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = JobStatus.class,
      names = {"FINISHED", "FAILED", "CANCELED"})
  void isRemovedWhenItHasEndedAndItsProgramIsGone(JobStatus end) {
    JobIntent torn = torn(REQUEST, APPEARED, STARTED);
    Function<Seen<List<String>>, Seens> with = jars -> seen(UP, Optional.empty(), jars).job(end);
    assertThat(with.apply(Seen.present(List.of("a", "b"))).decide(torn).actions())
        .containsExactly(new Action.DeleteJars(JOB_MANAGER, List.of("a", "b")));
    assertThat(with.apply(Seen.unknown("time-out")).decide(torn).actions()).isEmpty();
    ClusterGone gone = new ClusterGone(DEPLOYMENT, JOB, Optional.empty());
    assertThat(facts(with.apply(Seen.present(List.of())).decide(torn))).containsExactly(gone);
    assertThat(facts(jars().decide(torn))).containsExactly(gone);
    assertThat(facts(seen(GONE).decide(torn))).containsExactly(gone);
    assertThat(facts(seen(AWAITED).decide(torn(REQUEST)))).containsExactly(gone);
  }

  @Test
  void isNotRemovedWhileItMayBeThere() {
    JobIntent torn = torn(REQUEST, APPEARED, STARTED);
    for (Seens doubtful :
        List.of(
            seen(UP).flinkSilent(),
            seen(UP),
            seen(UP).job(JobStatus.CANCELLING),
            seen(GOING),
            seen(UNKNOWN))) {
      assertThat(doubtful.decide(torn).actions()).isEmpty();
      assertThat(facts(doubtful.at(LATE).decide(torn)))
          .singleElement()
          .isInstanceOf(TeardownIncomplete.class);
    }
    assertThat(seen(UP).job(JobStatus.RUNNING).decide(torn).actions())
        .as("given up, so it is ended")
        .containsExactly(new Action.CancelJob(JOB_MANAGER, JobIdentity.same(JOB)));
    assertThat(
            seen(UP, new SubmissionView.UnderWay())
                .jobUnknownToFlink(Programs.UNKNOWN)
                .decide(torn)
                .actions())
        .containsExactly(new Action.AbandonSubmission(JOB));
  }

  @Test
  void aMainMethodThatMayHaveBegunIsGivenTimeToShowItsJob() {
    JobIntent torn =
        torn(
            REQUEST,
            new JobStartFailed(
                DEPLOYMENT,
                JOB,
                Causes.plain(FailureReason.DEADLINE_EXCEEDED, "late", NOON),
                1,
                4,
                Optional.empty()));
    Seens program = jars("4f_x.jar");
    assertThat(program.at(NOON.plusSeconds(9)).decide(torn).actions()).isEmpty();
    assertThat(program.at(NOON.plusSeconds(10)).decide(torn).actions())
        .containsExactly(new Action.DeleteJars(JOB_MANAGER, List.of("4f_x.jar")));
  }

  @Test
  void aPlaceIsWhatTheLogShowsOfThatVeryStart() {
    DesiredSession none = DesiredSession.empty(Sessions.SESSION);
    assertThat(none.place(1)).isInstanceOf(SessionPlace.Awaited.class);
    DesiredSession starting =
        none.evolve(LogTopics.metadata(Sessions.SESSION, 0), Sessions.aSession(Map.of()));
    assertThat(starting.place(1)).isInstanceOf(SessionPlace.Awaited.class);
    DesiredSession up = starting.evolve(LogTopics.metadata(Sessions.SESSION, 1), Sessions.STARTED);
    assertThat(up.place(1)).isInstanceOf(SessionPlace.Up.class);
    assertThat(up.place(2)).isInstanceOf(SessionPlace.Awaited.class);
    assertThat(up.place(0)).isEqualTo(GONE);
    DesiredSession going = up.evolve(LogTopics.metadata(Sessions.SESSION, 2), Sessions.stop());
    assertThat(going.place(1)).isEqualTo(GOING);
    DesiredSession gone =
        going.evolve(
            LogTopics.metadata(Sessions.SESSION, 3),
            new SessionClusterStopped(Sessions.SESSION, 1));
    assertThat(gone.place(1)).isEqualTo(GONE);
    assertThat(gone.place(2)).isInstanceOf(SessionPlace.Awaited.class);
  }
}
