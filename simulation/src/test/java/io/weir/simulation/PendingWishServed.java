package io.weir.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.command.deployment.DeploymentState;
import io.weir.events.deployment.DeploymentEvent;
import io.weir.events.deployment.FailureReason;
import io.weir.events.deployment.TransitionFailed;
import io.weir.events.deployment.TransitionRedirected;
import io.weir.events.deployment.TransitionStarted;
import io.weir.events.spec.DesiredState;

/** The newest wish is reached, or was tried and failed with a reason; none is forgotten. */
final class PendingWishServed implements Invariant {
  private long tried;

  @Override
  public void recorded(DeploymentState before, DeploymentEvent event, DeploymentState after) {
    if (event instanceof TransitionStarted started) tried = started.generation();
    if (event instanceof TransitionRedirected turned) tried = turned.generation();
    if (event instanceof TransitionFailed failed) {
      assertThat(failed.failure().message()).as("why it failed").isNotBlank();
      // A start is decided on the newest spec, so what it is refused for was tried for that.
      boolean start = before.transition().orElseThrow().target() == DesiredState.RUNNING;
      if (start
          && failed.failure().reason() == FailureReason.NO_RESTORE_POINT
          && after.wish().state() == DesiredState.RUNNING) tried = after.wish().generation();
    }
  }

  @Override
  public void calm(World world) {
    DeploymentState state = world.state();
    if (state.deleted()) {
      assertThat(state.job()).as("what is deleted has ended").isEmpty();
      return;
    }
    switch (state.settled()) {
      case RUNNING, SUSPENDED, CANCELLED ->
          assertThat(state.settled().name()).isEqualTo(state.wish().state().name());
      case FINISHED ->
          assertThat(state.wish().state()).as("what finished").isEqualTo(DesiredState.RUNNING);
      case FAILED -> {
        assertThat(state.failure()).as("why it is FAILED").isPresent();
        // Nothing to suspend and nothing to be suspended at: another try could not differ.
        boolean hopeless = state.wish().state() == DesiredState.SUSPENDED && state.job().isEmpty();
        if (!hopeless)
          assertThat(tried)
              .as("the generation that was tried last")
              .isGreaterThanOrEqualTo(state.wish().stateGeneration());
      }
      case TRANSITIONING -> throw new AssertionError("Expected a state of rest");
    }
  }
}
