package io.weir.cluster.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
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
    var decision = JobDecider.decide(job(0, "Never"), List.of(Pods.succeeded("a")), Pods.NOW);
    assertThat(types(decision.status().getConditions()))
        .containsExactly("SuccessCriteriaMet", "Complete");
    assertThat(decision.status().getSucceeded()).isOne();
    assertThat(decision.status().getCompletionTime()).isEqualTo(Pods.NOW.toString());
    assertThat(decision.create()).isZero();
  }

  @Test
  void failsAtOnceWithoutABackoffLimit() {
    var decision = JobDecider.decide(job(0, "Never"), List.of(Pods.failed("a")), Pods.NOW);
    assertThat(types(decision.status().getConditions())).containsExactly("FailureTarget", "Failed");
    assertThat(decision.status().getConditions().getLast().getReason())
        .isEqualTo("BackoffLimitExceeded");
    assertThat(decision.create()).isZero();
  }

  @Test
  void waitsBeforeItTriesAgain() {
    var decision = JobDecider.decide(job(3, "Never"), List.of(Pods.failed("a")), Pods.NOW);
    assertThat(decision.create()).isZero();
    assertThat(decision.lookAgainIn()).contains(Duration.ofSeconds(6));
    assertThat(decision.status().getFailed()).isOne();

    var later =
        JobDecider.decide(job(3, "Never"), List.of(Pods.failed("a")), Pods.NOW.plusSeconds(7));
    assertThat(later.create()).isOne();
  }

  @Test
  void countsRestartsInsideAPodWhereThePolicyRestarts() {
    Pod pod = Pods.running("a", false);
    pod.getStatus().getContainerStatuses().getFirst().setRestartCount(3);
    assertThat(JobDecider.decide(job(3, "OnFailure"), List.of(pod), Pods.NOW).delete()).isEmpty();
    var decision = JobDecider.decide(job(2, "OnFailure"), List.of(pod), Pods.NOW);
    assertThat(types(decision.status().getConditions())).contains("Failed");
    assertThat(decision.delete()).containsExactly(pod);
  }

  @Test
  void doesNotForgetAFailureWhosePodIsGone() {
    Job job = job(0, "Never");
    job.getStatus().setFailed(1);
    assertThat(types(JobDecider.decide(job, List.of(), Pods.NOW).status().getConditions()))
        .contains("Failed");
  }

  @Test
  void startsASuccessorOnlyWhenThePodHasEnded() {
    assertThat(
            JobDecider.decide(
                    job(3, "Never"), List.of(Pods.deleting(Pods.running("a", true))), Pods.NOW)
                .create())
        .isZero();
  }

  @Test
  void endsAtItsDeadline() {
    Job job = job(3, "Never");
    job.getSpec().setActiveDeadlineSeconds(60L);
    job.getStatus().setStartTime(Pods.NOW.minusSeconds(59).toString());
    Pod pod = Pods.running("a", true);
    assertThat(JobDecider.decide(job, List.of(pod), Pods.NOW).lookAgainIn())
        .contains(Duration.ofSeconds(1));
    var late = JobDecider.decide(job, List.of(pod), Pods.NOW.plusSeconds(1));
    assertThat(late.status().getConditions().getLast().getReason()).isEqualTo("DeadlineExceeded");
    assertThat(late.delete()).containsExactly(pod);
  }

  @Test
  void suspends() {
    Job job = job(3, "Never");
    job.getSpec().setSuspend(true);
    Pod pod = Pods.running("a", true);
    var decision = JobDecider.decide(job, List.of(pod), Pods.NOW);
    assertThat(decision.delete()).containsExactly(pod);
    assertThat(types(decision.status().getConditions())).containsExactly("Suspended");
  }

  @Test
  void goesWhenItsTimeToLiveIsOver() {
    Job job = job(0, "Never");
    job.getSpec().setTtlSecondsAfterFinished(10);
    job.setStatus(JobDecider.decide(job, List.of(Pods.succeeded("a")), Pods.NOW).status());
    assertThat(JobDecider.decide(job, List.of(), Pods.NOW.plusSeconds(4)).lookAgainIn())
        .contains(Duration.ofSeconds(6));
    assertThat(JobDecider.decide(job, List.of(), Pods.NOW.plusSeconds(10)).expired()).isTrue();
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
