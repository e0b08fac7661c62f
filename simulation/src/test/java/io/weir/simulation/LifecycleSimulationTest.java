package io.weir.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.events.deployment.JobRequested;
import io.weir.events.deployment.JobStarted;
import io.weir.events.deployment.TransitionCompleted;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Random wishes under random faults; see the README for the long form. One seed: {@code
 * -Dweir.simulation.seed=S}; more of them: {@code -Dweir.simulation.runs=N}; other lengths: {@code
 * -Dweir.simulation.steps=N}.
 */
class LifecycleSimulationTest {
  private static final int RUNS = Integer.getInteger("weir.simulation.runs", 300);
  private static final long SEED = Long.getLong("weir.simulation.seed", 1);
  private static final int STEPS = Integer.getInteger("weir.simulation.steps", 400);

  @Test
  void keepsItsPromisesUnderFaults() {
    int runs = System.getProperty("weir.simulation.seed") == null ? RUNS : 1;
    long steps = 0;
    long events = 0;
    long started = 0;
    int crashes = 0;
    int crashesWhileScaling = 0;
    Map<String, Long> reached = new TreeMap<>();
    Map<String, Long> scales = new TreeMap<>();
    Map<String, Long> sessions = new TreeMap<>();
    for (long seed = SEED; seed < SEED + runs; seed++) {
      World world = play(seed);
      steps += world.steps();
      crashes += world.crashes();
      crashesWhileScaling += world.crashesWhileScaling();
      world.scales().forEach((what, times) -> scales.merge(what, times, Long::sum));
      events += world.commands().log().size();
      ofSessions(world).forEach((what, times) -> sessions.merge(what, times, Long::sum));
      for (var each : world.commands().log()) {
        if (each.event() instanceof JobStarted) started++;
        if (each.event() instanceof TransitionCompleted done)
          reached.merge(done.state().name(), 1L, Long::sum);
      }
    }
    System.out.printf(
        "Lifecycle simulation: %,d seeds, %,d steps, %,d events, %,d jobs RUNNING, %,d crashes survived,"
            + " transitions completed %s, scales in place %s with %,d crashes in between,"
            + " session clusters %s, 0 violations.%n",
        runs, steps, events, started, crashes, reached, scales, crashesWhileScaling, sessions);
    assertThat(started).as("jobs that came to run, over all seeds").isGreaterThan(runs / 2);
    assertThat(crashes).as("crashes that were survived, over all seeds").isGreaterThan(runs / 2);
    if (runs < 100) return;
    assertThat(scales)
        .as("what may become of a change of scale, over all seeds")
        .containsKeys("asked", "rescaled", "RESCALE_REFUSED", "replaced instead");
    assertThat(crashesWhileScaling).as("crashes while a job scales, over all seeds").isPositive();
    assertThat(sessions)
        .as("what happens on session clusters, over all seeds")
        .allSatisfy((what, times) -> assertThat(times).as(what).isPositive());
  }

  private static Map<String, Long> ofSessions(World world) {
    SessionSide sessions = world.commands().sessions();
    long ran = 0;
    long placed = 0;
    boolean onIt = false;
    for (var each : world.commands().log()) {
      if (each.event() instanceof JobRequested job) {
        onIt = job.session().isPresent();
        placed += onIt ? 1 : 0;
      }
      if (each.event() instanceof JobStarted && onIt) ran++;
    }
    return Map.of(
        "starts",
        sessions.state() == null ? 0 : sessions.state().starts(),
        "jobs placed",
        placed,
        "jobs RUNNING",
        ran,
        "stops refused",
        (long) sessions.refusedInUse(),
        "reports of earlier starts",
        (long) sessions.reportsOfEarlierStarts(),
        "crashes with a job",
        (long) world.crashesWithAJobOnASession(),
        "jobs that came too late",
        (long) world.strays());
  }

  private static World play(long seed) {
    World world = null;
    try {
      world = new World(seed, false);
      world.run(STEPS);
      return world;
    } catch (AssertionError | RuntimeException broken) {
      throw new AssertionError("seed %d%n%s".formatted(seed, told(seed)), broken);
    }
  }

  /** The same world once more, this time with its story. */
  private static String told(long seed) {
    World world = new World(seed, true);
    try {
      world.run(STEPS);
    } catch (AssertionError | RuntimeException again) {
      // Known already: this run is only for the story.
    }
    return String.join("\n", world.told());
  }
}
