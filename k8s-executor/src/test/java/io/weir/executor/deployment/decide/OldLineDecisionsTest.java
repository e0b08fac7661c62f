package io.weir.executor.deployment.decide;

import static io.weir.executor.deployment.decide.Seens.cluster;
import static io.weir.executor.deployment.decide.Seens.job;
import static io.weir.executor.testing.Intents.DEPLOYMENT;
import static io.weir.executor.testing.Intents.JOB;
import static io.weir.executor.testing.Intents.NOON;
import static io.weir.executor.testing.Intents.TRANSITION;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.events.deployment.FinalStatus;
import io.weir.events.deployment.JobRequested;
import io.weir.events.deployment.JobStarted;
import io.weir.events.deployment.JobStopRequested;
import io.weir.events.deployment.SavepointEffect;
import io.weir.events.deployment.StopMode;
import io.weir.events.report.JobEnded;
import io.weir.executor.testing.Intents;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines of Flink that give an id of their own to the job of a cluster. */
class OldLineDecisionsTest {
  private static final JobIdentity ZEROS = new JobIdentity(JOB, new UUID(0, 0));
  private static final JobStarted STARTED = new JobStarted(DEPLOYMENT, JOB, NOON, Optional.empty());

  private static JobRequested on(String line) {
    return Intents.aJob(
        JOB, NOON, spec -> Intents.withVersion(spec, line, Optional.empty()), Intents.emptyState());
  }

  @ParameterizedTest
  @CsvSource({"1.6, true", "1.7, true", "1.8, false", "1.10, false", "2.3, false"})
  void knowsUnderWhichIdALineRunsTheJobOfACluster(String line, boolean zeros) {
    assertThat(job(on(line)).identity()).isEqualTo(zeros ? ZEROS : JobIdentity.same(JOB));
  }

  @Test
  void asksFlinkByItsIdAndReportsByOurs() {
    JobIntent stopping =
        job(
            on("1.7"),
            STARTED,
            new JobStopRequested(
                DEPLOYMENT,
                TRANSITION,
                JOB,
                StopMode.CANCEL,
                Optional.empty(),
                NOON.plusSeconds(60)));

    assertThat(cluster().job(JobStatus.RUNNING).decide(stopping).actions())
        .containsExactly(new Action.CancelJob(Seens.JOB_MANAGER, ZEROS));
    assertThat(cluster().job(JobStatus.CANCELED).decide(stopping).actions())
        .singleElement()
        .isInstanceOfSatisfying(
            Action.Report.class,
            sent ->
                assertThat(sent.report())
                    .isEqualTo(
                        new JobEnded(
                            DEPLOYMENT,
                            JOB,
                            FinalStatus.CANCELED,
                            Optional.empty(),
                            Optional.empty())));
  }

  @Test
  void takesSavepointsOfTheJobThatFlinkKnows() {
    JobIntent asked = job(on("1.7"), STARTED, Intents.aSavepoint(SavepointEffect.KEEP_RUNNING));

    assertThat(cluster().job(JobStatus.RUNNING).decide(asked).actions())
        .containsExactly(
            new Action.TriggerSavepoint(Seens.JOB_MANAGER, ZEROS, asked.savepoints().getFirst()));
  }

  /** Before 1.8 the exit code is 0 for a job that finished, and else that of what became of it. */
  @ParameterizedTest
  @CsvSource({
    "1.7, 0, FINISHED",
    "1.7, 164, CANCELED",
    "1.7, 163, FAILED",
    "1.7, 1, FAILED",
    "1.8, 0, UNKNOWN",
    "1.8, 164, FAILED"
  })
  void readsTheEndOfAJobThatNobodySawFromTheExitCode(
      String line, int exitCode, FinalStatus status) {
    Termination end = new Termination(exitCode, exitCode == 0 ? "Completed" : "Error", "");
    Seens over =
        cluster()
            .replace(
                Seens.object(
                    Part.JOB_MANAGER,
                    false,
                    List.of(),
                    exitCode == 0 ? Optional.empty() : Optional.of("BackoffLimitExceeded"),
                    exitCode == 0))
            .pods(
                Seens.aPod(
                    true,
                    new ContainerView(
                        "flink-main-container",
                        false,
                        false,
                        Optional.empty(),
                        Optional.of(end),
                        0)));

    assertThat(Seens.facts(over.decide(job(on(line), STARTED))))
        .singleElement()
        .isInstanceOfSatisfying(
            JobEnded.class,
            ended -> {
              assertThat(ended.finalStatus()).isEqualTo(status);
              assertThat(ended.failure().isEmpty())
                  .isEqualTo(status == FinalStatus.FINISHED || status == FinalStatus.CANCELED);
            });
  }
}
