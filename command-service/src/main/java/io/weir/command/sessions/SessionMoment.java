package io.weir.command.sessions;

import io.weir.command.decide.SpecFault;
import io.weir.command.deployment.ClusterRules;
import io.weir.command.deployment.PlatformSettings;
import io.weir.events.sessions.SessionClusterSpec;
import io.weir.events.sessions.SessionRuntime;
import java.time.Instant;
import java.util.List;

/**
 * Everything that a decision about a session cluster needs beside its state and the command.
 *
 * @param now the time
 * @param settings the platform's settings
 */
public record SessionMoment(Instant now, PlatformSettings settings) {
  List<SpecFault> faults(SessionClusterSpec spec) {
    return ClusterRules.faults(spec, settings);
  }

  SessionRuntime runtime(SessionState state, long incarnation) {
    return SessionRuntimes.of(state, incarnation, settings);
  }

  /** By when what is asked for now is to be up. */
  Instant upBy() {
    return now.plus(settings.deadlines().start());
  }

  /** By when what is to be removed now is to be gone. */
  Instant goneBy(int attempt) {
    return now.plus(settings.deadlines().teardown(attempt));
  }
}
