package io.weir.command.sessions;

import static io.weir.events.sessions.DesiredSessionState.RUNNING;
import static io.weir.events.sessions.DesiredSessionState.STOPPED;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.command.decide.RefusalCode;
import io.weir.events.report.SessionGone;
import io.weir.events.report.SessionUp;
import io.weir.events.sessions.SessionClusterScaleRequested;
import io.weir.events.sessions.SessionClusterStartRequested;
import io.weir.events.sessions.SessionClusterState;
import io.weir.events.sessions.SessionClusterStopRequested;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionDeciderTest {
  @Test
  void asksForItsClusterWithAllThatTheExecutorNeeds() {
    SessionStory story = SessionStory.registered(RUNNING);

    SessionClusterStartRequested start = (SessionClusterStartRequested) story.last().getLast();
    assertThat(start.incarnation()).isEqualTo(1);
    assertThat(start.clusterName()).isEqualTo("sc-" + SessionStory.ID + "-1");
    assertThat(start.target()).isEqualTo(SessionStory.TARGET);
    assertThat(start.deadline())
        .isEqualTo(SessionStory.NOON.plusSeconds(1).plus(Duration.ofMinutes(5)));
    assertThat(start.runtime().image()).isEqualTo("flink:2.3.0-java21");
    assertThat(start.runtime().slotsPerTaskManager()).isEqualTo(2);
    assertThat(start.runtime().flinkConfiguration())
        .containsEntry("a.b", "shared")
        .containsEntry("high-availability.type", "kubernetes")
        .containsEntry("kubernetes.cluster-id", start.clusterName())
        .containsEntry(
            "high-availability.storageDir",
            "file:///data/storage/flink-ha/namespaces/default/sessionclusters/"
                + SessionStory.ID
                + "/1");
  }

  @Test
  void everyStartHasANumberOfItsOwnAndLateReportsOfEarlierOnesChangeNothing() {
    SessionStory story = SessionStory.running().wish(STOPPED).gone().wish(RUNNING);
    assertThat(story.state().starts()).isEqualTo(2);

    assertThat(story.report(new SessionUp(SessionStory.ID, 1, 2)).last()).isEmpty();
    assertThat(story.report(new SessionGone(SessionStory.ID, 1)).last()).isEmpty();
    assertThat(story.state().actual()).isEqualTo(SessionClusterState.STARTING);
    assertThat(story.report(new SessionUp(SessionStory.ID, 2, 2)).state().actual())
        .isEqualTo(SessionClusterState.RUNNING);
  }

  @Test
  void unknownIsNotGoneItIsAConditionWhileItIsUp() {
    SessionStory story = SessionStory.running().lost();
    assertThat(story.names()).containsExactly("SessionClusterUnreachable");
    assertThat(story.state().actual()).isEqualTo(SessionClusterState.RUNNING);
    assertThat(story.lost().last()).as("said twice").isEmpty();
    assertThat(story.size(3).names())
        .as("it may still be changed")
        .contains("SessionClusterScaleRequested");
    assertThat(story.up().state().incarnation().orElseThrow().unreachable()).isPresent();
    assertThat(story.found().names()).containsExactly("SessionClusterReachable");
    assertThat(story.state().incarnation().orElseThrow().unreachable()).isEmpty();
    assertThat(story.found().last()).isEmpty();

    assertThat(SessionStory.registered(RUNNING).lost().last()).as("not up yet").isEmpty();
    assertThat(SessionStory.running().lost().wish(STOPPED).found().last()).as("going").isEmpty();
    assertThat(
            SessionStory.running()
                .lost()
                .wish(STOPPED)
                .gone()
                .wish(RUNNING)
                .up()
                .state()
                .incarnation()
                .orElseThrow()
                .unreachable())
        .as("the next start begins anew")
        .isEmpty();
  }

  @Test
  void whileItRunsOnlyWishAndSizeMayChangeAndTheRefusalNamesTheFields() {
    SessionStory story =
        SessionStory.running().edit(spec -> SessionStory.withOption(spec, "x.y", "z"));

    assertThat(story.refusal()).contains(RefusalCode.SESSION_CLUSTER_RUNS);
    assertThat(story.message())
        .contains("/spec/flinkConfiguration: cannot change while the session cluster is RUNNING")
        .contains("set spec.state to STOPPED first");
    assertThat(story.state().generation()).isEqualTo(1);
  }

  @Test
  void isNotStoppedWhileDeploymentsHaveJobsOnItAndTheyAreNamed() {
    SessionStory story =
        SessionStory.running().wish(STOPPED, "deployment orders", "deployment clicks");

    assertThat(story.refusal()).contains(RefusalCode.SESSION_CLUSTER_IN_USE);
    assertThat(story.message()).contains("deployment orders, deployment clicks");
    assertThat(story.state().actual()).isEqualTo(SessionClusterState.RUNNING);
    assertThat(story.wish(STOPPED).state().actual()).isEqualTo(SessionClusterState.STOPPING);
  }

  @Test
  void anotherSizeThatIsWishedWhileItStartsIsServedWhenItIsUp() {
    SessionStory story = SessionStory.registered(RUNNING).size(3);
    assertThat(story.names()).containsExactly("SessionClusterRevised");

    story.up();
    assertThat(story.names())
        .containsExactly("SessionClusterStarted", "SessionClusterScaleRequested");
    assertThat(((SessionClusterScaleRequested) story.last().getLast()).numberOfTaskManagers())
        .isEqualTo(3);
  }

  @Test
  void aChangeOfSizeThatFailsLeavesItRunningAndSaysWhy() {
    SessionStory story = SessionStory.running().size(9).scaleFails();

    assertThat(story.state().actual()).isEqualTo(SessionClusterState.RUNNING);
    assertThat(story.state().failure()).isPresent();
    assertThat(story.size(2).up().state().failure()).isEmpty();
  }

  @Test
  void aFailedStartIsRemovedAndAChangeBeginsAnewOnceNothingIsLeft() {
    SessionStory story = SessionStory.registered(RUNNING).startFails();
    assertThat(story.names())
        .containsExactly("SessionClusterFailed", "SessionClusterStopRequested");
    assertThat(story.edit(spec -> SessionStory.withOption(spec, "x.y", "z")).names())
        .as("what has failed may change")
        .containsExactly("SessionClusterRevised");
    assertThat(story.gone().names())
        .containsExactly("SessionClusterStopped", "SessionClusterStartRequested");

    SessionStory unchanged = SessionStory.registered(RUNNING).startFails().gone();
    assertThat(unchanged.names()).containsExactly("SessionClusterStopped");
    assertThat(unchanged.state().actual()).isEqualTo(SessionClusterState.FAILED);
    assertThat(unchanged.wish(STOPPED).state().actual()).isEqualTo(SessionClusterState.STOPPED);
  }

  @Test
  void goesOnUntilNothingIsLeftAndGivesEachAttemptMoreTime() {
    SessionStory story = SessionStory.running().wish(STOPPED).remains();

    SessionClusterStopRequested again = (SessionClusterStopRequested) story.last().getLast();
    assertThat(again.attempt()).isEqualTo(2);
    assertThat(again.deadline())
        .isEqualTo(SessionStory.NOON.plusSeconds(4).plus(Duration.ofMinutes(2)));
    assertThat(story.gone().state().actual()).isEqualTo(SessionClusterState.STOPPED);
  }

  @Test
  void namesEveryFieldThatBreaksARule() {
    SessionStory story =
        SessionStory.registered(STOPPED)
            .edit(
                spec ->
                    SessionStory.withOption(
                        spec.with(RUNNING, 0), "taskmanager.numberOfTaskSlots", "many"));

    assertThat(story.refusal()).contains(RefusalCode.INVALID_SPEC);
    assertThat(story.message())
        .contains("/spec/numberOfTaskManagers: expected at least 1")
        .contains("/spec/flinkConfiguration/taskmanager.numberOfTaskSlots");
  }

  @Test
  void aListOfManyNamesIsCut() {
    String[] names = new String[12];
    for (int i = 0; i < names.length; i++) names[i] = "deployment d" + i;

    assertThat(SessionStory.running().wish(STOPPED, names).message()).contains("d9 and 2 more");
    assertThat(List.of(names)).hasSize(12);
  }
}
