package io.weir.executor.deployment.decide;

import static io.weir.executor.deployment.decide.Seens.cluster;
import static io.weir.executor.deployment.decide.Seens.facts;
import static io.weir.executor.deployment.decide.Seens.job;
import static io.weir.executor.testing.Intents.DEPLOYMENT;
import static io.weir.executor.testing.Intents.JOB;
import static io.weir.executor.testing.Intents.NOON;
import static io.weir.executor.testing.Intents.aJob;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.events.deployment.Failure;
import io.weir.events.deployment.FailureReason;
import io.weir.events.deployment.JobRescaleFailed;
import io.weir.events.deployment.JobRescaled;
import io.weir.events.deployment.JobStarted;
import io.weir.events.deployment.RescaleRequested;
import io.weir.events.report.RescaleApplied;
import io.weir.events.report.RescaleUnsuccessful;
import io.weir.executor.testing.Intents;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The job was made with parallelism 2 on one TaskManager. */
class RescaleDeciderTest {
  private static final JobStarted STARTED = new JobStarted(DEPLOYMENT, JOB, NOON, Optional.empty());

  @Test
  void bringsMoreTaskManagersBeforeItTellsTheJob() {
    Decision decision = running(1, vertices(2, 2)).decide(to(4, 2));

    assertThat(decision.why()).isEqualTo(Why.RESCALE_WANTED);
    Action.Apply apply = (Action.Apply) decision.actions().getFirst();
    assertThat(apply.parts()).isEqualTo(Set.of(Part.CONFIGURATION));
    assertThat(apply.existing().keySet()).isEqualTo(apply.parts());
    assertThat(((JobIntent) apply.cluster()).spec().parallelism()).isEqualTo(4);
    assertThat(decision.actions()).last().isEqualTo(scale(2));

    assertThat(running(2, vertices(2, 2)).decide(to(4, 2)).actions())
        .last()
        .isEqualTo(
            new Action.Rescale(
                Seens.JOB_MANAGER, JobIdentity.same(JOB), Map.of("source", 4, "sink", 4)));
    assertThat(running(2, vertices(3, 4)).decide(to(4, 2)).actions()).isEmpty();
    assertThat(facts(running(2, vertices(4, 4)).decide(to(4, 2))))
        .containsExactly(new RescaleApplied(DEPLOYMENT, JOB, 7));
  }

  /** A new version of Weir restarted every TaskManager of a job that was given one more. */
  @Test
  void changesNothingButTheNumberOfWhatAnotherVersionRendered() {
    Seens seen = running(1, vertices(2, 2)).replace(rendered(Part.CONFIGURATION, 1, false));

    assertThat(seen.replace(rendered(Part.TASK_MANAGERS, 1, false)).decide(to(4, 2)).actions())
        .containsExactly(scale(2));
    assertThat(seen.replace(rendered(Part.TASK_MANAGERS, 2, false)).decide(to(4, 2)).actions())
        .containsExactly(
            new Action.Rescale(
                Seens.JOB_MANAGER, JobIdentity.same(JOB), Map.of("source", 4, "sink", 4)));
  }

  @Test
  void makesTaskManagersAnewThatSomebodyDeletedMeanwhile() {
    Decision decision = running(1, vertices(2, 2)).without(Part.TASK_MANAGERS).decide(to(4, 2));

    Action.Apply apply = (Action.Apply) decision.actions().getFirst();
    assertThat(apply.parts()).contains(Part.TASK_MANAGERS);
    assertThat(apply.existing()).as("no uid: it is made").doesNotContainKey(Part.TASK_MANAGERS);
    assertThat(apply.cluster().numberOfTaskManagers()).isEqualTo(2);
  }

  @Test
  void takesTaskManagersAwayOnlyWhenTheJobNeedsThemNoLonger() {
    assertThat(running(3, vertices(2, 2)).decide(to(1, 1)).actions().getFirst())
        .isInstanceOf(Action.Apply.class);
    assertThat(running(3, vertices(2, 2)).decide(to(1, 1)).actions())
        .last()
        .isInstanceOf(Action.Rescale.class);
    assertThat(running(3, vertices(2, 1)).decide(to(1, 1)).actions()).isEmpty();
    assertThat(running(3, vertices(1, 1)).decide(to(1, 1)).actions()).last().isEqualTo(scale(1));
    assertThat(facts(running(1, vertices(1, 1)).decide(to(1, 1)))).hasSize(1);
  }

  @Test
  void leavesAVertexItsOwnParallelismAndItsMaximum() {
    List<VertexScale> own =
        List.of(
            new VertexScale("source", 2, 2, 128),
            new VertexScale("single", 1, 1, 128),
            new VertexScale("narrow", 2, 2, 3));

    assertThat(running(2, own).decide(to(4, 2)).actions())
        .last()
        .isEqualTo(
            new Action.Rescale(
                Seens.JOB_MANAGER,
                JobIdentity.same(JOB),
                Map.of("source", 4, "single", 1, "narrow", 3)));
    List<VertexScale> done =
        List.of(
            new VertexScale("source", 4, 4, 128),
            new VertexScale("single", 1, 1, 128),
            new VertexScale("narrow", 3, 3, 3));
    assertThat(facts(running(2, done).decide(to(4, 2)))).hasSize(1);
  }

  @Test
  void saysThatFlinkRefusedOrDidNotDoItInTime() {
    RescaleUnsuccessful refused =
        (RescaleUnsuccessful)
            facts(
                    running(2, vertices(2, 2))
                        .refused(new WriteFailure(FailureReason.RESCALE_REFUSED, "too high"))
                        .decide(to(4, 2)))
                .getFirst();
    assertThat(refused.failure().reason()).isEqualTo(FailureReason.RESCALE_REFUSED);
    assertThat(refused.failure().message()).contains("too high");
    assertThat(refused.generation()).isEqualTo(7);

    RescaleUnsuccessful late =
        (RescaleUnsuccessful)
            facts(running(2, vertices(3, 4)).at(NOON.plusSeconds(300)).decide(to(4, 2))).getFirst();
    assertThat(late.failure().reason()).isEqualTo(FailureReason.DEADLINE_EXCEEDED);
  }

  @Test
  void waitsWhileFlinkDoesNotTell() {
    assertThat(cluster().flinkSilent().replace(taskManagers(2)).decide(to(4, 2)).actions())
        .isEmpty();
    assertThat(running(2, List.of()).decide(to(4, 2)).actions()).isEmpty();
  }

  @Test
  void isOverWithItsEvents() {
    RescaleRequested asked = asked(4, 2);
    JobIntent rescaled = job(aJob(), STARTED, asked, new JobRescaled(DEPLOYMENT, JOB, 7, 4, 2));
    assertThat(rescaled.rescale()).isEmpty();
    assertThat(rescaled.request().spec().parallelism()).isEqualTo(4);
    assertThat(rescaled.request().spec().numberOfTaskManagers()).isEqualTo(2);

    Failure failure = new Failure(FailureReason.RESCALE_REFUSED, "no", Optional.empty(), NOON);
    JobIntent failed =
        job(
            aJob(),
            STARTED,
            asked,
            new JobRescaleFailed(DEPLOYMENT, JOB, failure, Optional.empty()));
    assertThat(failed.rescale()).isEmpty();
    assertThat(failed.request().spec().parallelism()).isEqualTo(2);
  }

  private static Seens running(int taskManagers, List<VertexScale> vertices) {
    return cluster()
        .replace(taskManagers(taskManagers))
        .job(
            new JobView(
                JobStatus.RUNNING, "words", true, 0, Optional.empty(), Optional.empty(), vertices));
  }

  private static Action scale(int replicas) {
    return new Action.Scale("default", Seens.object(Part.TASK_MANAGERS).ref(), replicas);
  }

  private static ObjectView taskManagers(int replicas) {
    return rendered(Part.TASK_MANAGERS, replicas, true);
  }

  private static ObjectView rendered(Part part, int replicas, boolean alike) {
    ObjectView one = Seens.object(part);
    return new ObjectView(
        one.ref(),
        one.resourceVersion(),
        one.part(),
        false,
        List.of(),
        Optional.empty(),
        false,
        Optional.empty(),
        Optional.of(replicas),
        alike);
  }

  private static List<VertexScale> vertices(int runs, int wanted) {
    return List.of(
        new VertexScale("source", runs, wanted, 128), new VertexScale("sink", runs, wanted, 128));
  }

  private static JobIntent to(int parallelism, int taskManagers) {
    return job(aJob(), STARTED, asked(parallelism, taskManagers));
  }

  private static RescaleRequested asked(int parallelism, int taskManagers) {
    return new RescaleRequested(
        DEPLOYMENT, Intents.TRANSITION, JOB, 7, parallelism, taskManagers, NOON.plusSeconds(300));
  }
}
