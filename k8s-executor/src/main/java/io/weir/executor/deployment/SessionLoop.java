package io.weir.executor.deployment;

import io.weir.executor.deployment.act.Actor;
import io.weir.executor.deployment.act.RefusedException;
import io.weir.executor.deployment.decide.Decision;
import io.weir.executor.deployment.decide.DesiredSession;
import io.weir.executor.deployment.decide.Pace;
import io.weir.executor.deployment.decide.SessionIntent;
import io.weir.executor.deployment.decide.SessionObservation;
import io.weir.executor.deployment.decide.SessionReconciler;
import io.weir.executor.deployment.decide.WriteFailure;
import io.weir.executor.deployment.observe.SessionObserver;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** One pass over one session cluster: observe, decide, act and report, say when to look again. */
public final class SessionLoop {
  private final Function<UUID, Optional<DesiredSession>> desires;
  private final SessionObserver observer;
  private final Actor actor;
  private final Pace pace;
  private final BiConsumer<DesiredSession, Decision> told;

  /** The last refusal, and the log's position when it came: the next event makes it void. */
  private final Map<UUID, Refusal> refusals = new ConcurrentHashMap<>();

  private record Refusal(long sequence, WriteFailure failure) {}

  /**
   * Works on what is wanted.
   *
   * @param desires what is wanted of a session cluster now; empty: nothing may be done about it
   * @param told is told every decision before it is carried out
   */
  public SessionLoop(
      Function<UUID, Optional<DesiredSession>> desires,
      SessionObserver observer,
      Actor actor,
      Pace pace,
      BiConsumer<DesiredSession, Decision> told) {
    this.desires = desires;
    this.observer = observer;
    this.actor = actor;
    this.pace = pace;
    this.told = told;
  }

  /**
   * Makes one pass.
   *
   * @return when to look again; empty: when something wakes, or there is no such session cluster
   * @throws RuntimeException when the outcome of an action is open: look again after a back-off
   */
  public Optional<Duration> pass(UUID id) {
    Optional<DesiredSession> wanted = desires.apply(id);
    Optional<SessionIntent> current = wanted.flatMap(DesiredSession::current);
    if (current.isEmpty()) {
      refusals.remove(id);
      observer.forget(id);
      return Optional.empty();
    }
    return pass(wanted.get(), current.get());
  }

  private Optional<Duration> pass(DesiredSession desired, SessionIntent session) {
    Optional<WriteFailure> refusal =
        Optional.ofNullable(refusals.get(desired.sessionClusterId()))
            .filter(each -> each.sequence() == desired.sequence())
            .map(Refusal::failure);
    SessionObservation seen = observer.look(session, false, refusal);
    Decision decision = SessionReconciler.decide(session, seen, pace);
    if (decision.wantsLiveLook()) {
      seen = observer.look(session, true, refusal);
      decision = SessionReconciler.decide(session, seen, pace);
    }
    told.accept(desired, decision);
    try {
      actor.carryOut(decision, seen.at(), desired.sequence());
    } catch (RefusedException e) {
      refusals.put(desired.sessionClusterId(), new Refusal(desired.sequence(), e.failure()));
      throw e;
    }
    return decision.lookAgainIn();
  }
}
