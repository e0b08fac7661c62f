package io.weir.executor.deployment.decide;

import static io.weir.executor.testing.Intents.NOON;
import static io.weir.executor.testing.Sessions.SESSION;
import static io.weir.executor.testing.Sessions.STARTED;
import static io.weir.executor.testing.Sessions.after;
import static io.weir.executor.testing.Sessions.scale;
import static io.weir.executor.testing.Sessions.stop;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.events.deployment.FailureReason;
import io.weir.events.report.SessionForeignChangePutBack;
import io.weir.events.report.SessionFound;
import io.weir.events.report.SessionGone;
import io.weir.events.report.SessionLost;
import io.weir.events.report.SessionRemovalIncomplete;
import io.weir.events.report.SessionScaleFailed;
import io.weir.events.report.SessionStartFailed;
import io.weir.events.report.SessionUp;
import io.weir.events.sessions.SessionClusterReachable;
import io.weir.events.sessions.SessionClusterUnreachable;
import io.weir.executor.testing.Intents;
import io.weir.executor.testing.Sessions;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SessionReconcilerTest {
  private static final Set<Part> ALL =
      EnumSet.complementOf(EnumSet.of(Part.SECRET, Part.JOB_MANAGER));
  private static final SessionIntent REQUESTED = after();
  private static final SessionIntent UP = after(STARTED);

  @Test
  void makesTheParentThenTheRestAtOnce() {
    assertThat(decide(REQUESTED, seen(false, Set.of())).wantsLiveLook()).isTrue();
    assertThat(decide(REQUESTED, seen(true, Set.of())).actions())
        .containsExactly(new Action.CreateOwner(REQUESTED));
    assertThat(decide(REQUESTED, seen(false, EnumSet.of(Part.OWNER))).actions())
        .containsExactly(
            new Action.Apply(
                REQUESTED,
                "uid-OWNER",
                EnumSet.of(
                    Part.CONFIGURATION, Part.SERVICE, Part.TASK_MANAGERS, Part.SESSION_JOB_MANAGER),
                Map.of()));
  }

  @Test
  void isUpWhenEveryTaskManagerHasRegistered() {
    assertThat(decide(REQUESTED, withTaskManagers(1)).why()).isEqualTo(Why.TASK_MANAGERS_AWAITED);
    assertThat(facts(decide(REQUESTED, withTaskManagers(2))))
        .containsExactly(new SessionUp(SESSION, 1, 2));
    assertThat(decide(UP, withTaskManagers(2)).actions()).isEmpty();
    assertThat(decide(UP, withTaskManagers(1)).why())
        .as("a TaskManager that comes and goes is Kubernetes' business")
        .isEqualTo(Why.RUNS);
  }

  @Test
  void failsByItsDeadlineAndSaysWhatWasThere() {
    Decision late = SessionReconciler.decide(REQUESTED, at(withTaskManagers(1), 5), Pace.DEFAULT);

    SessionStartFailed failed = (SessionStartFailed) facts(late).getFirst();
    assertThat(failed.failure().reason()).isEqualTo(FailureReason.DEADLINE_EXCEEDED);
    assertThat(failed.failure().message()).contains("2 TaskManagers by", "1 TaskManagers");
  }

  @Test
  void failsAtOnceWhenKubernetesRefuses() {
    SessionObservation refused =
        observed(
            NOON,
            Seen.present(view(true, Set.of(), 2)),
            Seen.absent(),
            Optional.empty(),
            Optional.of(new WriteFailure(FailureReason.FORBIDDEN, "no")));

    assertThat(facts(decide(REQUESTED, refused)).getFirst())
        .isInstanceOfSatisfying(
            SessionStartFailed.class,
            failed -> assertThat(failed.failure().reason()).isEqualTo(FailureReason.FORBIDDEN));
    assertThat(facts(decide(UP, refused)))
        .as("what is up does not fail because a repair is refused")
        .noneMatch(SessionStartFailed.class::isInstance);
  }

  @Test
  void nothingFollowsFromSilence() {
    SessionObservation silent =
        observed(
            NOON.plus(Duration.ofHours(1)),
            Seen.unknown("timeout"),
            Seen.unknown("Kubernetes did not answer"),
            Optional.empty(),
            Optional.empty());

    assertThat(decide(REQUESTED, silent).actions()).isEmpty();
    assertThat(decide(UP, silent).actions()).isEmpty();
    assertThat(facts(decide(after(STARTED, stop()), silent)))
        .as("overdue: told, and nothing said to be gone")
        .allMatch(SessionRemovalIncomplete.class::isInstance)
        .hasSize(1);
  }

  @Test
  void saysOnceThatTheJobManagerCannotBeAskedAndThatItAnswersAgain() {
    SessionObservation brief = silentSince(NOON.minusSeconds(29));
    assertThat(decide(UP, brief).actions()).isEmpty();
    assertThat(decide(UP, brief).why()).isEqualTo(Why.JOB_MANAGER_SILENT);

    SessionObservation lasting = silentSince(NOON.minusSeconds(30));
    assertThat(facts(decide(UP, lasting)))
        .containsExactly(new SessionLost(SESSION, 1, NOON.minusSeconds(30), "timed out"));
    assertThat(decide(REQUESTED, lasting).actions())
        .as("what comes up has a deadline of its own")
        .isEmpty();

    SessionIntent known =
        after(STARTED, new SessionClusterUnreachable(SESSION, 1, NOON, "timed out"));
    assertThat(decide(known, lasting).actions()).as("the log knows").isEmpty();
    Decision again = decide(known, withTaskManagers(2));
    assertThat(again.actions())
        .containsExactly(
            new Action.Report(new SessionFound(SESSION, 1), known.unreachable().orElseThrow()));
    assertThat(
            decide(
                    after(
                        STARTED,
                        new SessionClusterUnreachable(SESSION, 1, NOON, "timed out"),
                        new SessionClusterReachable(SESSION, 1)),
                    withTaskManagers(2))
                .actions())
        .isEmpty();
  }

  @Test
  void putsBackWhatWasDeletedAlsoWhileItDoesNotAnswer() {
    SessionObservation silent =
        observed(
            NOON,
            Seen.present(view(true, EnumSet.of(Part.OWNER), 2)),
            Seen.absent(),
            Optional.of(new Silence(NOON.minusSeconds(40), "no pod")),
            Optional.empty());

    assertThat(decide(UP, silent).actions())
        .first()
        .isEqualTo(
            new Action.Report(
                new SessionLost(SESSION, 1, NOON.minusSeconds(40), "no pod"), UP.origin()));
    assertThat(decide(UP, silent).actions()).last().isInstanceOf(Action.Apply.class);
  }

  @Test
  void comesToAnotherSizeAndSaysWhenItIsThere() {
    SessionIntent scaling = after(STARTED, scale(3));

    assertThat(decide(scaling, withTaskManagers(2)).actions())
        .as("the number alone: their template may be another version's")
        .containsExactly(
            new Action.Scale(
                "default",
                new ObjectRef(
                    "Deployment", Part.TASK_MANAGERS.nameIn(Sessions.CLUSTER), "uid-TASK_MANAGERS"),
                3));
    SessionObservation applied =
        observed(
            NOON,
            Seen.present(view(false, ALL, 3)),
            registered(2),
            Optional.empty(),
            Optional.empty());
    assertThat(decide(scaling, applied).why()).isEqualTo(Why.TASK_MANAGERS_AWAITED);
    SessionObservation there =
        observed(
            NOON,
            Seen.present(view(false, ALL, 3)),
            registered(3),
            Optional.empty(),
            Optional.empty());
    assertThat(facts(decide(scaling, there))).containsExactly(new SessionUp(SESSION, 1, 3));
    assertThat(facts(SessionReconciler.decide(scaling, at(applied, 5), Pace.DEFAULT)).getFirst())
        .isInstanceOf(SessionScaleFailed.class);
  }

  @Test
  void putsBackWhateverSomebodyElseDeletesTheJobManagerToo() {
    Set<Part> rest = EnumSet.copyOf(ALL);
    rest.remove(Part.SESSION_JOB_MANAGER);

    assertThat(decide(UP, seen(false, rest)).wantsLiveLook()).isTrue();
    assertThat(decide(UP, seen(true, rest)).actions())
        .containsExactly(
            new Action.Report(
                new SessionForeignChangePutBack(
                    SESSION, 1, "Deployment/" + Sessions.CLUSTER + "-jobmanager", "was deleted"),
                UP.origin()),
            new Action.Apply(UP, "uid-OWNER", EnumSet.of(Part.SESSION_JOB_MANAGER), Map.of()));
    assertThat(decide(UP, seen(true, Set.of())).actions())
        .containsExactly(new Action.CreateOwner(UP));
  }

  @Test
  void takesBackFieldsThatSomebodyElseSet() {
    List<ObjectView> objects = new ArrayList<>(view(true, ALL, 2).objects());
    objects.replaceAll(
        each ->
            each.part().equals(Optional.of(Part.TASK_MANAGERS))
                ? object(Part.TASK_MANAGERS, List.of("spec.replicas"), 5)
                : each);
    SessionObservation changed =
        observed(
            NOON,
            Seen.present(new ClusterView(true, objects, List.of(), List.of())),
            registered(2),
            Optional.empty(),
            Optional.empty());

    assertThat(decide(UP, changed).actions())
        .first()
        .isEqualTo(
            new Action.Apply(
                UP,
                "uid-OWNER",
                EnumSet.of(Part.TASK_MANAGERS),
                Map.of(Part.TASK_MANAGERS, "uid-TASK_MANAGERS")));
    assertThat(facts(decide(UP, changed)))
        .first()
        .isInstanceOfSatisfying(
            SessionForeignChangePutBack.class,
            put -> assertThat(put.detail()).contains("spec.replicas"));
  }

  @Test
  void isRemovedParentFirstAndGoneWhenKubernetesSaysSoLive() {
    SessionIntent going = after(STARTED, stop());

    assertThat(decide(going, seen(true, ALL)).actions())
        .containsExactly(
            new Action.Delete(
                "default", List.of(new ObjectRef("ConfigMap", Sessions.CLUSTER, "uid-OWNER"))));
    assertThat(decide(going, seen(false, Set.of())).wantsLiveLook()).isTrue();
    assertThat(facts(decide(going, seen(true, Set.of()))))
        .containsExactly(new SessionGone(SESSION, 1));
    assertThat(
            facts(SessionReconciler.decide(going, at(seen(true, ALL), 1), Pace.DEFAULT)).getFirst())
        .isInstanceOfSatisfying(
            SessionRemovalIncomplete.class,
            left -> assertThat(left.remaining()).contains("ConfigMap/" + Sessions.CLUSTER));
  }

  @Test
  void tellsOfAJobThatWasGivenUpAndCancelsItOneByOne() {
    StrayJob first = new StrayJob(URI.create("http://10.0.0.1:8081"), Intents.JOB);
    StrayJob second = new StrayJob(first.jobManager(), Intents.DEPLOYMENT);
    Seen<SessionView> strays = Seen.present(new SessionView(2, List.of(first, second)));

    Decision decision =
        decide(
            UP,
            observed(
                NOON,
                Seen.present(view(false, ALL, 2)),
                strays,
                Optional.empty(),
                Optional.empty()));

    assertThat(decision.why()).isEqualTo(Why.STRAY_JOB);
    assertThat(decision.lookAgainIn()).contains(Pace.DEFAULT.open());
    assertThat(decision.actions())
        .containsExactly(
            new Action.Report(
                new SessionForeignChangePutBack(
                    SESSION,
                    1,
                    "Job/" + Intents.JOB,
                    "went on although its deployment had given it up"),
                UP.origin()),
            new Action.CancelJob(first.jobManager(), JobIdentity.same(Intents.JOB)));
  }

  @Test
  void removesWhatFlinkKeptInItsStorageLastOfAll() {
    SessionIntent going = after(STARTED, stop());
    String directory = "file:///ha/" + SESSION + "/1";

    assertThat(
            decide(going, withHaData(seen(true, Set.of()), directory, Optional.empty())).actions())
        .containsExactly(new Action.RemoveHaData(directory, SESSION + "/1"));
    assertThat(decide(going, withHaData(seen(true, ALL), directory, Optional.empty())).actions())
        .as("who runs may still write")
        .noneMatch(Action.RemoveHaData.class::isInstance);
    WriteFailure refused = new WriteFailure(FailureReason.DATA_NOT_REMOVED, "read-only");
    assertThat(
            facts(decide(going, withHaData(seen(true, Set.of()), directory, Optional.of(refused)))))
        .as("files that cannot be removed hold nothing up")
        .containsExactly(new SessionGone(SESSION, 1));
    assertThat(
            facts(
                decide(
                    going, at(withHaData(seen(true, Set.of()), directory, Optional.empty()), 1))))
        .containsExactly(new SessionGone(SESSION, 1));
  }

  private static SessionObservation withHaData(
      SessionObservation seen, String directory, Optional<WriteFailure> refusal) {
    return new SessionObservation(
        seen.at(), seen.cluster(), seen.flink(), seen.silence(), Optional.of(directory), refusal);
  }

  private static Decision decide(SessionIntent session, SessionObservation seen) {
    return SessionReconciler.decide(session, seen, Pace.DEFAULT);
  }

  private static List<Object> facts(Decision decision) {
    return decision.actions().stream()
        .filter(Action.Report.class::isInstance)
        .<Object>map(action -> ((Action.Report) action).report())
        .toList();
  }

  private static SessionObservation seen(boolean live, Set<Part> parts) {
    return observed(
        NOON,
        Seen.present(view(live, parts, 2)),
        Seen.absent(),
        Optional.empty(),
        Optional.empty());
  }

  private static SessionObservation withTaskManagers(int count) {
    return observed(
        NOON,
        Seen.present(view(false, ALL, 2)),
        registered(count),
        Optional.empty(),
        Optional.empty());
  }

  private static SessionObservation silentSince(Instant since) {
    return observed(
        NOON,
        Seen.present(view(false, ALL, 2)),
        Seen.unknown("timed out"),
        Optional.of(new Silence(since, "timed out")),
        Optional.empty());
  }

  private static SessionObservation observed(
      Instant at,
      Seen<ClusterView> cluster,
      Seen<SessionView> flink,
      Optional<Silence> silence,
      Optional<WriteFailure> refusal) {
    return new SessionObservation(at, cluster, flink, silence, Optional.empty(), refusal);
  }

  private static SessionObservation at(SessionObservation seen, int minutes) {
    Instant then = NOON.plus(Duration.ofMinutes(minutes));
    return new SessionObservation(
        then, seen.cluster(), seen.flink(), seen.silence(), seen.haData(), seen.refusal());
  }

  private static Seen<SessionView> registered(int registered) {
    return Seen.present(new SessionView(registered, List.of()));
  }

  private static ClusterView view(boolean live, Set<Part> parts, int replicas) {
    return new ClusterView(
        live,
        parts.stream().map(part -> object(part, List.of(), replicas)).toList(),
        List.of(),
        List.of());
  }

  private static ObjectView object(Part part, List<String> lost, int replicas) {
    return new ObjectView(
        new ObjectRef(part.kind(), part.nameIn(Sessions.CLUSTER), "uid-" + part),
        "7",
        Optional.of(part),
        false,
        lost,
        Optional.empty(),
        false,
        Optional.empty(),
        part == Part.TASK_MANAGERS ? Optional.of(replicas) : Optional.empty(),
        true);
  }
}
