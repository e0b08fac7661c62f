package io.weir.command.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.command.preview.Effect;
import io.weir.command.preview.Effects;
import io.weir.events.deployment.ActualState;
import io.weir.events.deployment.ClusterRemoved;
import io.weir.events.deployment.DeploymentEvent;
import io.weir.events.deployment.DeploymentSpecRevised;
import io.weir.events.deployment.JobFinished;
import io.weir.events.deployment.JobRequested;
import io.weir.events.deployment.JobStartFailed;
import io.weir.events.deployment.JobStarted;
import io.weir.events.deployment.RestorePoint;
import io.weir.events.deployment.SavepointDisposalRequested;
import io.weir.events.deployment.SavepointPinned;
import io.weir.events.deployment.SavepointUnpinned;
import io.weir.events.deployment.TransitionCompleted;
import io.weir.events.deployment.TransitionFailed;
import io.weir.events.deployment.TransitionRedirected;
import io.weir.events.deployment.TransitionStarted;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Random commands and reports, in any order, twice and about the past: what must never be, never
 * is. Each number picks one of the things that can happen in the state that is reached.
 */
class InvariantsTest {
  @Property(tries = 2000)
  void holdWhateverHappens(@ForAll("steps") List<Integer> steps) {
    RandomWorld world = new RandomWorld();
    for (int step : steps) {
      world.step(step);
      neverTwoJobs(world.log());
      aTransitionWaitsOnOneIntent(world.state());
      atRestTheStateSaysSo(world.state());
      replayIsLive(world);
    }
    transitionsAreNotNested(world.log());
    whatIsNeededStays(world.log());
  }

  /** Whatever happened, a world that answers every intent comes to rest, and soon. */
  @Property(tries = 1000)
  void comesToRestWhenEveryIntentIsAnswered(@ForAll("steps") List<Integer> steps) {
    RandomWorld world = new RandomWorld();
    steps.forEach(world::step);
    int rounds = 0;
    while (world.answerTheIntent()) {
      rounds++;
      assertThat(rounds).describedAs("rounds to rest").isLessThan(60);
    }
    assertThat(world.state().transition()).isEmpty();
    if (world.state().settled() != ActualState.FAILED
        && world.state().settled() != ActualState.FINISHED
        && !world.state().deleted())
      assertThat(world.state().actual().name()).isEqualTo(world.state().wish().state().name());
  }

  /**
   * Whatever happened and is asked next: a preview can be given, and says what will be recorded.
   */
  @Property(tries = 500)
  void previewsWhatTheEventsSay(@ForAll("steps") List<Integer> steps) {
    RandomWorld world = new RandomWorld();
    for (int step : steps) {
      DeploymentState before = world.state();
      int from = world.log().size();
      world.step(step);
      List<DeploymentEvent> decided = world.log().subList(from, world.log().size());
      if (decided.isEmpty()) continue;
      boolean asked = decided.getFirst() instanceof DeploymentSpecRevised;
      Effect effect = Effects.of(before, decided, world.lastMoment());
      assertThat(effect.endsAt()).isNotEqualTo(ActualState.TRANSITIONING);
      decided.stream()
          .filter(event -> asked && event instanceof JobRequested)
          .map(JobRequested.class::cast)
          .forEach(job -> assertThat(effect.summary()).contains(job.restore().explanation()));
    }
  }

  @Provide
  Arbitrary<List<Integer>> steps() {
    return Arbitraries.integers().between(0, 9999).list().ofMinSize(1).ofMaxSize(60);
  }

  private static void neverTwoJobs(List<DeploymentEvent> log) {
    Optional<UUID> live = Optional.empty();
    for (DeploymentEvent event : log) {
      if (event instanceof JobRequested requested) {
        assertThat(live).describedAs("a job while another is not proven gone").isEmpty();
        live = Optional.of(requested.jobId());
      }
      if (event instanceof ClusterRemoved) live = Optional.empty();
    }
  }

  private static void aTransitionWaitsOnOneIntent(DeploymentState state) {
    if (state.transition().isEmpty()) return;
    CurrentJob job = state.job().orElseThrow();
    if (job.phase() != CurrentJob.Phase.STARTED || job.rescaling().isPresent()) return;
    assertThat(
            state.catalogue().openOf(job.id()).stream()
                .filter(s -> s.transitionId().equals(Optional.of(state.transition().get().id()))))
        .describedAs("the savepoint that the transition waits for")
        .hasSize(1);
  }

  private static void atRestTheStateSaysSo(DeploymentState state) {
    if (state.transition().isPresent()) {
      assertThat(state.actual()).isEqualTo(ActualState.TRANSITIONING);
      return;
    }
    switch (state.settled()) {
      case RUNNING ->
          assertThat(state.job().orElseThrow().phase()).isEqualTo(CurrentJob.Phase.STARTED);
      case CANCELLED, SUSPENDED -> assertThat(state.job()).isEmpty();
      case FINISHED ->
          state
              .job()
              .ifPresent(j -> assertThat(j.phase()).isEqualTo(CurrentJob.Phase.TEARING_DOWN));
      case FAILED -> assertThat(state.failure()).isPresent();
      case TRANSITIONING -> throw new AssertionError("TRANSITIONING without a transition");
    }
  }

  private static void replayIsLive(RandomWorld world) {
    DeploymentState replayed = null;
    for (int i = 0; i < world.log().size(); i++)
      replayed = DeploymentState.evolve(replayed, world.log().get(i), world.causes().get(i));
    assertThat(replayed).isEqualTo(world.state());
  }

  /** Nothing begins from what is given up, and what begins or is pinned is not given up. */
  private static void whatIsNeededStays(List<DeploymentEvent> log) {
    Set<UUID> going = new HashSet<>();
    Set<UUID> pinned = new HashSet<>();
    Optional<UUID> restoring = Optional.empty();
    for (DeploymentEvent event : log) {
      switch (event) {
        case SavepointDisposalRequested e -> {
          assertThat(pinned).doesNotContain(e.savepointId());
          assertThat(restoring).isNotEqualTo(Optional.of(e.savepointId()));
          going.add(e.savepointId());
        }
        case JobRequested e -> {
          restoring = e.restore().chosen().map(RestorePoint::savepointId);
          restoring.ifPresent(id -> assertThat(going).doesNotContain(id));
        }
        case JobStarted e -> restoring = Optional.empty();
        case JobStartFailed e -> restoring = Optional.empty();
        case TransitionRedirected e -> restoring = Optional.empty();
        case JobFinished e -> restoring = Optional.empty();
        case SavepointPinned e -> pinned.add(e.savepointId());
        case SavepointUnpinned e -> pinned.remove(e.savepointId());
        default -> {}
      }
    }
  }

  private static void transitionsAreNotNested(List<DeploymentEvent> log) {
    List<UUID> open = new ArrayList<>();
    for (DeploymentEvent event : log) {
      if (event instanceof TransitionStarted started) {
        assertThat(open).isEmpty();
        open.add(started.transitionId());
      }
      if (event instanceof TransitionCompleted done) {
        assertThat(open).containsExactly(done.transitionId());
        assertThat(done.state()).isNotIn(ActualState.FAILED, ActualState.TRANSITIONING);
        open.clear();
      }
      if (event instanceof TransitionFailed failed) {
        assertThat(open).containsExactly(failed.transitionId());
        open.clear();
      }
    }
  }
}
