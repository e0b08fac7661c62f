package io.weir.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.command.sessions.SessionState;
import io.weir.events.sessions.SessionClusterState;
import io.weir.projection.sessions.SessionProjector;
import io.weir.projection.sessions.SessionView;
import java.util.List;
import java.util.Optional;

/** Clients are shown what the session cluster is, after every step. */
final class SessionViewsAgree implements Invariant {
  private Optional<SessionView> view = Optional.empty();
  private int folded;

  @Override
  public void stepped(World world) {
    List<SessionSide.Logged> log = world.commands().sessions().log();
    if (folded == log.size()) return;
    for (; folded < log.size(); folded++)
      view =
          Optional.of(
              SessionProjector.fold(view, log.get(folded).metadata(), log.get(folded).event()));
    SessionState state = world.commands().sessions().state();
    SessionView now = view.orElseThrow();
    assertThat(now.status().state()).as("the state that is shown").isEqualTo(state.actual());
    assertThat(now.spec()).isEqualTo(state.spec());
    assertThat(now.status().present()).isEqualTo(state.incarnation().isPresent());
    assertThat(now.status().failure()).isEqualTo(state.failure());
    if (now.status().state() == SessionClusterState.FAILED)
      assertThat(now.status().failure()).as("why it is FAILED").isPresent();
  }
}
