package io.weir.executor.deployment;

import static io.weir.executor.testing.Sessions.SESSION;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.events.deployment.FailureReason;
import io.weir.events.report.SessionReport;
import io.weir.events.report.SessionStartFailed;
import io.weir.events.report.SessionUp;
import io.weir.events.sessions.SessionClusterFailed;
import io.weir.events.sessions.SessionClusterForeignChangeReverted;
import io.weir.events.sessions.SessionClusterReachable;
import io.weir.events.sessions.SessionClusterScaled;
import io.weir.events.sessions.SessionClusterStarted;
import io.weir.events.sessions.SessionClusterStopRequested;
import io.weir.events.sessions.SessionClusterStopped;
import io.weir.events.sessions.SessionClusterUnreachable;
import io.weir.executor.deployment.decide.Pace;
import io.weir.executor.deployment.decide.Part;
import io.weir.executor.kube.KubernetesException.Kind;
import io.weir.executor.testing.Sessions;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whole passes over a session cluster, in a world of values where requests and answers get lost.
 */
class SessionLoopTest {
  static List<Long> seeds() {
    return LongStream.range(0, 150).boxed().toList();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void comesUpIsResizedIsPutBackAndGoesWhateverGetsLost(long seed) {
    SessionWorld world = new SessionWorld(seed, 6);
    world.append(Sessions.aSession(Map.of()));
    world.passUntil(SessionClusterStarted.class);
    assertThat(world.replicas()).isEqualTo(2);

    world.append(Sessions.scale(3));
    world.passUntil(SessionClusterScaled.class);
    assertThat(world.replicas()).isEqualTo(3);

    world.somebodyDeletes();
    world.passUntil(SessionClusterForeignChangeReverted.class);
    world.passUntilComplete();
    assertThat(world.replicas()).as("the size is that of the log").isEqualTo(3);

    world.silent(true);
    world.pass();
    world.later(Pace.DEFAULT.lostAfter());
    world.passUntil(SessionClusterUnreachable.class);
    assertThat(world.replicas()).as("nobody touches what does not answer").isEqualTo(3);
    world.silent(false);
    world.passUntil(SessionClusterReachable.class);

    world.append(Sessions.stop());
    world.passUntil(SessionClusterStopped.class);
    assertThat(world.objects()).isEmpty();
  }

  @Test
  void aRefusalOfKubernetesFailsTheStartAndWhatThereIsIsRemoved() {
    SessionWorld world = new SessionWorld(1, Integer.MAX_VALUE);
    world.refuse(Part.SESSION_JOB_MANAGER, Kind.QUOTA_EXCEEDED);
    world.append(Sessions.aSession(Map.of()));

    world.passUntil(SessionClusterFailed.class);

    SessionStartFailed failed = (SessionStartFailed) world.reports().getLast();
    assertThat(failed.failure().reason()).isEqualTo(FailureReason.QUOTA_EXCEEDED);
    world.passUntil(SessionClusterStopRequested.class);
    world.passUntil(SessionClusterStopped.class);
    assertThat(world.objects()).isEmpty();
  }

  @Test
  void nothingIsReportedOfWhatTheLogShows() {
    SessionWorld world = new SessionWorld(2, Integer.MAX_VALUE);
    world.append(Sessions.aSession(Map.of()));
    world.passUntil(SessionClusterStarted.class);
    List<SessionReport> before = world.reports();

    for (int i = 0; i < 20; i++) world.pass();

    assertThat(world.reports()).isEqualTo(before).last().isEqualTo(new SessionUp(SESSION, 1, 2));
  }
}
