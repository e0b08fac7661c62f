package io.weir.command.sessions;

import io.weir.command.deployment.PlatformSettings;
import io.weir.command.deployment.SessionClusters.Offer;
import io.weir.events.deployment.JobSession;
import io.weir.events.sessions.SessionRuntime;
import io.weir.events.spec.FlinkLine;

/** On which start of a session cluster a job is placed that is requested now. */
public final class SessionOffers {
  private SessionOffers() {}

  /**
   * The start that is there, unless it is on its way out; else the next one, whoever will ask for
   * it.
   */
  public static Offer of(SessionState state, PlatformSettings settings) {
    long number =
        state
            .incarnation()
            .filter(incarnation -> incarnation.stopAttempt() == 0)
            .map(Incarnation::number)
            .orElse(state.starts() + 1);
    SessionRuntime runtime = SessionRuntimes.of(state, number, settings);
    return new Offer(
        new JobSession(
            state.id(), state.name(), number, SessionRuntimes.clusterName(state.id(), number)),
        state.target(),
        runtime.image(),
        FlinkLine.parse(runtime.flinkVersion()).orElse(settings.flink().defaultLine()),
        runtime.slotsPerTaskManager());
  }
}
