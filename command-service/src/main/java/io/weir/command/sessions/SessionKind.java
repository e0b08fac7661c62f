package io.weir.command.sessions;

import io.weir.appmanager.FailureStatus;
import io.weir.appmanager.SessionClusterResource;
import io.weir.appmanager.SessionClusterResource.Running;
import io.weir.appmanager.SessionClusterResource.Status;
import io.weir.command.plain.Address;
import io.weir.command.plain.PlainKind;
import io.weir.command.plain.Stored;
import io.weir.events.AggregateKind;
import io.weir.events.sessions.SessionClusterEvent;
import java.time.Instant;
import java.util.Optional;

/** What a session cluster is to the log and to clients. */
public final class SessionKind extends PlainKind<SessionState, SessionClusterEvent> {
  public SessionKind() {
    super(AggregateKind.SESSION_CLUSTER, SessionClusterEvent.class, "session cluster");
  }

  @Override
  public SessionState evolve(Optional<SessionState> before, SessionClusterEvent event, Instant at) {
    return SessionState.evolve(before, event, at);
  }

  @Override
  public Address address(SessionState state) {
    return new Address(state.namespace(), state.name());
  }

  @Override
  public boolean deleted(SessionState state) {
    return state.deleted();
  }

  @Override
  public SessionClusterResource resource(Stored<SessionState> stored) {
    SessionState state = stored.state();
    return SessionClusterResource.of(
        stored.metadata(state.namespace(), state.name(), state.labels(), state.annotations()),
        state.spec(),
        new Status(
            state.actual(),
            state.failure().map(FailureStatus::of),
            state
                .incarnation()
                .filter(i -> state.actual().isUp())
                .flatMap(
                    i ->
                        i.startedAt()
                            .map(
                                at ->
                                    Running.of(
                                        at, i.changedAt(), i.unreachable(), i.reachChangedAt())))));
  }
}
