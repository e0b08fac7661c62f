package io.weir.cluster.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.fabric8.kubernetes.api.model.batch.v1.JobConditionBuilder;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobDeciderTest {

  @Test
  void runsOnePod() {
    var start = JobDecider.decide(job(0, "Never"), List.of(), Pods.NOW);
    assertThat(start.create()).isOne();
    assertThat(start.status().getStartTime()).isEqualTo(Pods.NOW.toString());

    var runs = JobDecider.decide(job(0, "Never"), List.of(Pods.running("a", true)), Pods.NOW);
    assertThat(runs.create()).isZero();
    assertThat(runs.status().getActive()).isOne();
    assertThat(runs.status().getReady()).isOne();
  }

  @Test
  void completesWithItsPod() {
    JobStory story = new JobStory(job(0, "Never"));
    story.pods(Pods.succeeded("a"));
    assertThat(story.conditions()).containsExactly("SuccessCriteriaMet", "Complete");
    assertThat(story.status().getSucceeded()).isOne();
    assertThat(story.status().getFailed()).isNull();
    assertThat(story.status().getCompletionTime()).isEqualTo(Pods.NOW.toString());
    assertThat(story.created()).isZero();
  }

  @Test
  void failsAtOnceWithoutABackoffLimit() {
    JobStory story = new JobStory(job(0, "Never"));
    story.pods(Pods.failed("a"));
    assertThat(story.conditions()).containsExactly("FailureTarget", "Failed");
    assertThat(story.status().getConditions().getLast().getReason())
        .isEqualTo("BackoffLimitExceeded");
    assertThat(story.status().getFailed()).isOne();
    assertThat(story.created()).isZero();
  }

  @Test
  void aPodThatIsBeingDeletedHasFailedAndTheJobEndsWithIt() {
    JobStory story = new JobStory(job(0, "Never"));
    Pod pod = Pods.deleting(Pods.running("a", true));
    story.pods(pod);
    assertThat(story.conditions()).as("while it still runs").containsExactly("FailureTarget");
    assertThat(story.status().getTerminating()).isOne();
    assertThat(story.letGo()).containsExactly("a");

    pod.getStatus().setPhase("Succeeded");
    story.look();
    assertThat(story.status().getFailed()).as("however it ends now").isOne();
    assertThat(story.status().getSucceeded()).isNull();
    assertThat(story.conditions()).containsExactly("FailureTarget", "Failed");
    assertThat(story.created()).isZero();
  }

  @Test
  void aPodThatIsGoneAtOnceHasFailedWhenSomebodyCountedIt() {
    JobStory story = new JobStory(job(0, "Never"));
    story.pods(Pods.deleting(Pods.running("a", true)));
    story.pods();
    assertThat(story.conditions()).containsExactly("FailureTarget", "Failed");
    assertThat(story.status().getFailed()).isOne();
  }

  @Test
  void aDeletionIsNoFailureYetWhereOnlyFailedPodsAreReplaced() {
    Job job = job(0, "Never");
    job.getSpec().setPodReplacementPolicy("Failed");
    JobStory story = new JobStory(job);
    story.pods(Pods.deleting(Pods.running("a", true)));
    assertThat(story.conditions()).isEmpty();
    assertThat(story.created()).isZero();
    assertThat(story.letGo()).isEmpty();
  }

  @Test
  void countsEachFailureOnce() {
    JobStory story = new JobStory(job(3, "Never"));
    story.pods(Pods.failed("a"));
    story.look();
    story.look();
    assertThat(story.status().getFailed()).isOne();
    assertThat(story.letGo()).containsExactly("a");

    // The first is gone by now, the second is another one all the same.
    story.pods(Pods.failed("b"));
    story.look();
    assertThat(story.status().getFailed()).isEqualTo(2);
    assertThat(story.conditions()).isEmpty();
  }

  @Test
  void aCrashBeforeThePodIsLetGoCountsItOnce() {
    Job job = job(3, "Never");
    Pod pod = tracked(Pods.failed("a"));
    var first = JobDecider.decide(job, List.of(pod), Pods.NOW);
    assertThat(first.status().getUncountedTerminatedPods().getFailed()).containsExactly("uid-a");
    assertThat(first.status().getFailed()).as("it is not let go yet").isNull();
    job.setStatus(first.status());
    assertThat(JobDecider.decide(job, List.of(pod), Pods.NOW).status()).isEqualTo(first.status());
  }

  @Test
  void waitsBeforeItTriesAgain() {
    var decision = JobDecider.decide(job(3, "Never"), List.of(tracked(Pods.failed("a"))), Pods.NOW);
    assertThat(decision.create()).isZero();
    assertThat(decision.lookAgainIn()).contains(Duration.ofSeconds(6));

    var later =
        JobDecider.decide(
            job(3, "Never"), List.of(tracked(Pods.failed("a"))), Pods.NOW.plusSeconds(7));
    assertThat(later.create()).isOne();
  }

  @Test
  void waitsFromTheDeletionOfAPodAndNotForItsEnd() {
    Pod pod = tracked(Pods.deleting(Pods.running("a", true)));
    pod.getMetadata().setDeletionGracePeriodSeconds(30L);
    pod.getMetadata().setDeletionTimestamp(Pods.NOW.plusSeconds(30).toString());
    pod.getStatus().getContainerStatuses().getFirst().setState(new ContainerState());
    var decision = JobDecider.decide(job(3, "Never"), List.of(pod), Pods.NOW);
    assertThat(decision.create()).isZero();
    assertThat(decision.lookAgainIn()).contains(Duration.ofSeconds(10));
    assertThat(JobDecider.decide(job(3, "Never"), List.of(pod), Pods.NOW.plusSeconds(10)).create())
        .isOne();
  }

  @Test
  void countsRestartsInsideAPodWhereThePolicyRestarts() {
    Pod pod = tracked(Pods.running("a", false));
    pod.getStatus().getContainerStatuses().getFirst().setRestartCount(3);
    assertThat(JobDecider.decide(job(4, "OnFailure"), List.of(pod), Pods.NOW).delete()).isEmpty();
    JobStory story = new JobStory(job(3, "OnFailure"));
    story.pods(pod);
    assertThat(story.deleted()).containsExactly("a");
    assertThat(story.conditions()).containsExactly("FailureTarget");
    story.pods();
    assertThat(story.conditions()).containsExactly("FailureTarget", "Failed");
  }

  @Test
  void doesNotForgetAFailureWhosePodIsGone() {
    Job job = job(0, "Never");
    job.getStatus().setFailed(1);
    JobStory story = new JobStory(job);
    story.pods();
    assertThat(story.conditions()).contains("Failed");
    assertThat(story.created()).isZero();
  }

  @Test
  void endsAtItsDeadline() {
    Job job = job(3, "Never");
    job.getSpec().setActiveDeadlineSeconds(60L);
    job.getStatus().setStartTime(Pods.NOW.minusSeconds(59).toString());
    Pod pod = tracked(Pods.running("a", true));
    assertThat(JobDecider.decide(job, List.of(pod), Pods.NOW).lookAgainIn())
        .contains(Duration.ofSeconds(1));
    var late = JobDecider.decide(job, List.of(pod), Pods.NOW.plusSeconds(1));
    assertThat(late.status().getConditions().getLast().getReason()).isEqualTo("DeadlineExceeded");
    assertThat(late.delete()).containsExactly(pod);
  }

  @Test
  void suspendsWithoutAFailure() {
    Job job = job(0, "Never");
    job.getSpec().setSuspend(true);
    Pod pod = tracked(Pods.running("a", true));
    var decision = JobDecider.decide(job, List.of(pod), Pods.NOW);
    assertThat(decision.withdraw()).containsExactly(pod);
    assertThat(types(decision.status().getConditions())).containsExactly("Suspended");

    // Let go before it is deleted, it does not count.
    pod.getMetadata().setFinalizers(List.of());
    job.setStatus(decision.status());
    var deleting = JobDecider.decide(job, List.of(Pods.deleting(pod)), Pods.NOW);
    assertThat(types(deleting.status().getConditions())).containsExactly("Suspended");
    assertThat(deleting.status().getFailed()).isNull();
  }

  @Test
  void letsGoOfAllPodsWhenItIsDeletedOrOver() {
    Pod pod = tracked(Pods.running("a", true));
    Job over = job(0, "Never");
    over.getStatus()
        .setConditions(
            List.of(new JobConditionBuilder().withType("Failed").withStatus("True").build()));
    assertThat(JobDecider.decide(over, List.of(pod), Pods.NOW).letGo()).containsExactly(pod);
    Job deleted = job(0, "Never");
    deleted.getMetadata().setDeletionTimestamp(Pods.NOW.toString());
    assertThat(JobDecider.decide(deleted, List.of(pod), Pods.NOW).letGo()).containsExactly(pod);
  }

  @Test
  void goesWhenItsTimeToLiveIsOver() {
    Job job = job(0, "Never");
    job.getSpec().setTtlSecondsAfterFinished(10);
    new JobStory(job).pods(Pods.succeeded("a"));
    assertThat(JobDecider.decide(job, List.of(), Pods.NOW.plusSeconds(4)).lookAgainIn())
        .contains(Duration.ofSeconds(6));
    assertThat(JobDecider.decide(job, List.of(), Pods.NOW.plusSeconds(10)).expired()).isTrue();
  }

  private static Pod tracked(Pod pod) {
    pod.getMetadata().setFinalizers(List.of(JobTally.FINALIZER));
    return pod;
  }

  private static List<String> types(List<JobCondition> conditions) {
    return conditions.stream().map(JobCondition::getType).toList();
  }

  private static Job job(int backoffLimit, String restartPolicy) {
    return new JobBuilder()
        .withNewMetadata()
        .withName("job")
        .endMetadata()
        .withNewSpec()
        .withBackoffLimit(backoffLimit)
        .withNewTemplate()
        .withNewSpec()
        .withRestartPolicy(restartPolicy)
        .endSpec()
        .endTemplate()
        .endSpec()
        .withNewStatus()
        .endStatus()
        .build();
  }
}
