package io.weir.executor.testing;

import io.weir.events.deployment.JobRequested;
import io.weir.events.deployment.JobSession;
import io.weir.events.deployment.JobTarget;
import io.weir.events.sessions.SessionClusterEvent;
import io.weir.events.sessions.SessionClusterScaleRequested;
import io.weir.events.sessions.SessionClusterStartRequested;
import io.weir.events.sessions.SessionClusterStarted;
import io.weir.events.sessions.SessionClusterStopRequested;
import io.weir.events.sessions.SessionRuntime;
import io.weir.executor.deployment.decide.DesiredSession;
import io.weir.executor.deployment.decide.SessionIntent;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Intents of session clusters with meaningful defaults. */
public final class Sessions {
  public static final UUID SESSION = UUID.fromString("0193a000-0000-7000-8000-0000000000e1");
  public static final String CLUSTER = "sc-" + SESSION + "-1";
  public static final SessionClusterStarted STARTED = new SessionClusterStarted(SESSION, 1);

  private Sessions() {}

  /** From noon on, within five minutes: two TaskManagers. */
  public static SessionClusterStartRequested aSession(Map<String, String> options) {
    return new SessionClusterStartRequested(
        SESSION,
        1,
        CLUSTER,
        1,
        new JobTarget("default", "default"),
        new SessionRuntime(
            "flink:2.3.0",
            "2.3",
            2,
            2,
            Intents.aSpec().resources(),
            options,
            Intents.aSpec().logging(),
            Optional.empty(),
            Optional.empty()),
        Intents.NOON.plus(Duration.ofMinutes(5)));
  }

  /** The job, placed on the first start. */
  public static JobRequested placed(JobRequested job) {
    return new JobRequested(
        job.deploymentId(),
        job.transitionId(),
        job.jobId(),
        job.clusterName(),
        job.generation(),
        job.target(),
        Optional.of(new JobSession(SESSION, "shared", 1, CLUSTER)),
        job.spec(),
        job.restore(),
        job.attempt(),
        job.maxAttempts(),
        job.notBefore(),
        job.deadline());
  }

  public static SessionClusterScaleRequested scale(int taskManagers) {
    return new SessionClusterScaleRequested(
        SESSION, 1, taskManagers, 2, Intents.NOON.plus(Duration.ofMinutes(5)));
  }

  public static SessionClusterStopRequested stop() {
    return new SessionClusterStopRequested(
        SESSION, 1, CLUSTER, "default", 1, Intents.NOON.plus(Duration.ofMinutes(1)));
  }

  /** What the log wants after a start and these events. */
  public static SessionIntent after(SessionClusterEvent... events) {
    return after(Map.of(), events);
  }

  /** The same with these options. */
  public static SessionIntent after(Map<String, String> options, SessionClusterEvent... events) {
    DesiredSession desired =
        DesiredSession.empty(SESSION).evolve(LogTopics.metadata(SESSION, 0), aSession(options));
    for (SessionClusterEvent event : events)
      desired = desired.evolve(LogTopics.metadata(SESSION, desired.sequence() + 1), event);
    return desired.current().orElseThrow();
  }
}
