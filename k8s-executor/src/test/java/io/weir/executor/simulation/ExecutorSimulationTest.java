package io.weir.executor.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.events.deployment.DeploymentEvent;
import io.weir.events.deployment.JobStopRequested;
import io.weir.events.deployment.SavepointEffect;
import io.weir.events.deployment.SavepointRequested;
import io.weir.events.deployment.StopMode;
import io.weir.events.wire.RecordedEvent;
import io.weir.executor.deployment.DeploymentLoop;
import io.weir.executor.deployment.act.Actor;
import io.weir.executor.deployment.act.FailedActionException;
import io.weir.executor.deployment.act.RefusedException;
import io.weir.executor.deployment.decide.Desired;
import io.weir.executor.deployment.decide.JobIntent;
import io.weir.executor.deployment.decide.JobPhase;
import io.weir.executor.deployment.decide.Pace;
import io.weir.executor.deployment.observe.JobManagerAddress;
import io.weir.executor.deployment.observe.Observer;
import io.weir.executor.deployment.render.RenderSettings;
import io.weir.executor.deployment.report.ReportNotSentException;
import io.weir.executor.deployment.report.Reporter;
import io.weir.executor.flink.FileRemoval;
import io.weir.executor.kube.KubernetesException;
import io.weir.executor.secrets.NoSecretValues;
import io.weir.executor.testing.Intents;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * Random wishes under random faults. {@code -Dweir.simulation.runs=N} for more seeds, {@code
 * -Dweir.simulation.seed=S} for one.
 */
class ExecutorSimulationTest {
  private static final int RUNS = Integer.getInteger("weir.simulation.runs", 60);
  private static final long SEED = Long.getLong("weir.simulation.seed", 1);
  private static final int STEPS = 400;
  private static final int CALM_STEPS = 3_000;
  private static final RenderSettings RENDER =
      new RenderSettings("weir/artifact-fetcher:1", "flink");

  @Test
  void keepsItsPromisesUnderFaults() {
    int runs = System.getProperty("weir.simulation.seed") == null ? RUNS : 1;
    int started = 0;
    int crashes = 0;
    for (long seed = SEED; seed < SEED + runs; seed++) {
      World world = new World(seed);
      try {
        world.run();
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError(
            "seed %d after %s%n%s"
                .formatted(seed, world.log.names(), String.join("\n", world.told)),
            e);
      }
      started += (int) world.log.names().stream().filter("JobStarted"::equals).count();
      crashes += world.crashes;
    }
    assertThat(started).as("jobs that came to run, over all seeds").isGreaterThan(runs / 2);
    assertThat(crashes).as("crashes that were survived, over all seeds").isGreaterThan(runs / 2);
  }

  private static final class World {
    private final Random random;
    private final Faults faults;
    private final SimulatedKubernetes kubernetes;
    private final SimulatedFlink flink;
    private final SimulatedLog log;
    private final List<String> told = new ArrayList<>();
    private Instant now = Intents.NOON;
    private DeploymentLoop loop;
    private Desired folded;
    private int jobs;
    private int crashes;

    World(long seed) {
      random = new Random(seed);
      faults = new Faults(random);
      kubernetes = new SimulatedKubernetes(faults, random);
      flink = new SimulatedFlink(kubernetes, faults, random);
      log = new SimulatedLog(faults);
      start();
    }

    /** A new process: it knows only the log. */
    private void start() {
      Observer observer =
          new Observer(kubernetes, flink, flink, RENDER, JobManagerAddress.POD_IP, () -> now);
      Actor actor =
          new Actor(
              kubernetes,
              flink,
              new FileRemoval(),
              new Reporter(log, "executor-1"),
              new NoSecretValues(),
              RENDER,
              () -> now);
      folded = Desired.empty(Intents.DEPLOYMENT);
      loop =
          new DeploymentLoop(
              id -> Optional.of(folded),
              observer,
              actor,
              new FileRemoval(),
              Pace.DEFAULT,
              () -> now,
              (desired, decision) ->
                  told.add(
                      "%s at %d: %s %s"
                          .formatted(now, desired.sequence(), decision.why(), decision.actions())));
      catchUp();
    }

    /** The executor may be behind, never ahead. */
    private void catchUp() {
      for (RecordedEvent event : log.events())
        if (event.metadata().sequence() > folded.sequence())
          folded = folded.evolve(event.metadata(), (DeploymentEvent) event.event());
    }

    void run() {
      for (int step = 0; step < STEPS; step++) {
        if (random.nextInt(12) == 0) wish();
        if (faults.oneIn(80)) kubernetes.deleteSomething();
        if (faults.oneIn(80)) kubernetes.running().stream().findFirst().ifPresent(kubernetes::kill);
        step(!faults.oneIn(4));
      }
      faults.end();
      int calm = 0;
      while (!settled() && calm++ < CALM_STEPS) step(true);
      assertThat(settled()).as("converged after the last fault: %s", log.state()).isTrue();
      if (log.state().jobs().isEmpty()) {
        for (int i = 0; i < 20; i++) step(true);
        assertThat(kubernetes.empty()).as("nothing is left of removed clusters").isTrue();
      }
    }

    private void step(boolean reads) {
      now = now.plusMillis(500 + random.nextInt(500));
      kubernetes.tick();
      flink.tick();
      log.tick(now);
      if (reads) catchUp();
      try {
        loop.pass(Intents.DEPLOYMENT);
      } catch (Faults.Crash crash) {
        crashes++;
        told.add("crash");
        start();
      } catch (KubernetesException
          | FailedActionException
          | RefusedException
          | ReportNotSentException lost) {
        told.add(lost.getMessage());
      }
      assertThat(kubernetes.running().stream().map(SimulatedKubernetes.Pod::job).distinct())
          .as("never two jobs")
          .hasSizeLessThanOrEqualTo(1);
      assertThat(log.state().jobs().stream().map(each -> each.jobId().toString()))
          .as("never gone in the log while its pod still runs")
          .containsAll(kubernetes.running().stream().map(SimulatedKubernetes.Pod::job).toList());
      assertThat(flink.processing()).as("never one job twice").isLessThanOrEqualTo(1);
      assertThat(flink.mostStops())
          .as("never a second stop with the same savepoint")
          .isLessThanOrEqualTo(1);
    }

    /** Settled: runs as wanted, or nothing is left. */
    private boolean settled() {
      return log.state()
          .current()
          .map(job -> !job.unsettled() && job.unreachable().isEmpty())
          .orElse(true);
    }

    private void wish() {
      Optional<JobIntent> current = log.state().current();
      if (current.isEmpty()) {
        UUID id = new UUID(Intents.JOB.getMostSignificantBits(), Long.MIN_VALUE + jobs++);
        log.append(List.of(Intents.aJob(id, now, UnaryOperator.identity(), Intents.emptyState())));
        return;
      }
      JobIntent job = current.get();
      if (job.stop().isPresent() || job.teardown().isPresent() || job.phase() == JobPhase.ENDED)
        return;
      boolean cancel = random.nextInt(4) == 0;
      if (cancel)
        log.append(
            List.of(
                new JobStopRequested(
                    Intents.DEPLOYMENT,
                    Intents.TRANSITION,
                    job.jobId(),
                    StopMode.CANCEL,
                    Optional.empty(),
                    now.plus(Duration.ofSeconds(60)))));
      else if (job.phase() == JobPhase.RUNNING && job.savepoints().isEmpty())
        log.append(List.of(savepoint(job)));
    }

    private SavepointRequested savepoint(JobIntent job) {
      UUID id = new UUID(random.nextLong(), random.nextLong());
      SavepointEffect effect =
          random.nextBoolean() ? SavepointEffect.STOP : SavepointEffect.KEEP_RUNNING;
      return Intents.aSavepoint(Intents.DEPLOYMENT, job.jobId(), id, "sim:///" + id, effect, now);
    }
  }
}
