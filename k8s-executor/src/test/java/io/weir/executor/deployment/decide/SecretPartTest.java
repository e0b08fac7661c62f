package io.weir.executor.deployment.decide;

import static io.weir.executor.deployment.decide.Seens.cluster;
import static io.weir.executor.deployment.decide.Seens.job;
import static io.weir.executor.deployment.decide.Seens.objects;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.events.deployment.JobRequested;
import io.weir.events.deployment.JobSpec;
import io.weir.events.deployment.JobStarted;
import io.weir.executor.testing.Intents;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The Secret of a cluster: there when it is needed, made once, never made with other keys. */
class SecretPartTest {
  private static final JobStarted STARTED =
      new JobStarted(Intents.DEPLOYMENT, Intents.JOB, Intents.NOON, Optional.empty());

  private static JobRequested request(UnaryOperator<JobSpec> spec) {
    return Intents.aJob(Intents.JOB, Intents.NOON, spec, Intents.emptyState());
  }

  private static JobRequested withReference() {
    return request(spec -> Intents.withConfiguration(spec, Map.of("key", "${KEY}")));
  }

  @Test
  void isAPartOfClustersThatNeedItOnly() {
    assertThat(job(withReference()).parts())
        .containsExactlyInAnyOrderElementsOf(
            EnumSet.complementOf(EnumSet.of(Part.SESSION_JOB_MANAGER)));
    assertThat(job(request(Intents::encrypted)).parts()).contains(Part.SECRET);
    assertThat(job(Intents.aJob()).parts()).doesNotContain(Part.SECRET);
  }

  @Test
  void isAppliedWithTheRest() {
    JobIntent job = job(withReference());

    assertThat(objects(true, Part.OWNER).decide(job).actions())
        .containsExactly(
            new Action.Apply(
                job,
                "uid-OWNER",
                EnumSet.complementOf(EnumSet.of(Part.OWNER, Part.SESSION_JOB_MANAGER)),
                Map.of()));
  }

  @Test
  void isPutBackWhenItHoldsValuesOnly() {
    JobIntent job = job(withReference(), STARTED);

    assertThat(cluster().live().job(JobStatus.RUNNING).decide(job).actions())
        .first()
        .isEqualTo(new Action.Apply(job, "uid-OWNER", EnumSet.of(Part.SECRET), Map.of()));
  }

  @Test
  void isNotPutBackWithOtherKeys() {
    JobIntent job = job(request(Intents::encrypted), STARTED);

    assertThat(cluster().live().job(JobStatus.RUNNING).decide(job).actions()).isEmpty();
  }
}
