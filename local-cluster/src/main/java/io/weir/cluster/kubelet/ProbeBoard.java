package io.weir.cluster.kubelet;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Probe;
import io.weir.cluster.image.Launch;
import io.weir.cluster.kubelet.PodRuntime.ProbeResults;
import io.weir.cluster.loop.KeyedLoop;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/** Runs the probes of all running containers at their periods, and knows what they say. */
final class ProbeBoard implements AutoCloseable {

  /** Which container run a probe looks at. */
  record Target(String uid, String container, int run) {}

  /** How exec probes learn the environment of the container. */
  interface Launches {
    Launch get() throws Exception;
  }

  private enum Kind {
    STARTUP,
    LIVENESS,
    READINESS
  }

  private record Key(Target target, Kind kind) {}

  private record Subject(
      Container container, String ip, Instant startedAt, boolean ready, Launches launches) {
    Optional<Probe> probe(Kind kind) {
      return Optional.ofNullable(
          switch (kind) {
            case STARTUP -> container.getStartupProbe();
            case LIVENESS -> container.getLivenessProbe();
            case READINESS -> container.getReadinessProbe();
          });
    }
  }

  /**
   * What one probe has said so far.
   *
   * @param passed empty until it has said anything that counts
   */
  private record Verdict(Optional<Boolean> passed, int inARow, boolean lastSucceeded, String said) {
    static final Verdict NONE = new Verdict(Optional.empty(), 0, true, "");

    Verdict after(Optional<String> failure, Probe probe) {
      boolean succeeded = failure.isEmpty();
      int count = succeeded == lastSucceeded ? inARow + 1 : 1;
      int needed =
          succeeded
              ? Probes.orElse(probe.getSuccessThreshold(), 1)
              : Probes.orElse(probe.getFailureThreshold(), 3);
      return new Verdict(
          count >= needed ? Optional.of(succeeded) : passed, count, succeeded, failure.orElse(""));
    }
  }

  private final Probes probes = new Probes();
  private final Map<Target, Subject> subjects = new ConcurrentHashMap<>();
  private final Map<Key, Verdict> verdicts = new ConcurrentHashMap<>();
  private final KeyedLoop<Key> loop = new KeyedLoop<>("probes", this::probe);
  private final Clock clock;
  private final BiConsumer<Target, Optional<String>> changed;

  /**
   * @param changed told when a verdict changes, with the reason when it is a bad one
   */
  ProbeBoard(Clock clock, BiConsumer<Target, Optional<String>> changed) {
    this.clock = clock;
    this.changed = changed;
  }

  /**
   * Starts to probe a run; repeating it changes nothing.
   *
   * @param wasReady what was last known of this run: so a new kubelet takes no pod out of service
   */
  void watch(
      Target target,
      Container container,
      String ip,
      Instant startedAt,
      boolean wasReady,
      Launches launches) {
    Subject subject = new Subject(container, ip, startedAt, wasReady, launches);
    if (subjects.putIfAbsent(target, subject) != null) {
      return;
    }
    for (Kind kind : Kind.values()) {
      if (subject.probe(kind).isPresent()) {
        loop.look(new Key(target, kind));
      }
    }
  }

  /** What is known of a run. */
  ProbeResults results(Target target, Container container) {
    Subject subject = subjects.get(target);
    boolean wasReady = subject != null && subject.ready();
    boolean started =
        container.getStartupProbe() == null
            || wasReady
            || verdict(target, Kind.STARTUP).passed().orElse(false);
    boolean ready =
        started
            && (container.getReadinessProbe() == null
                || verdict(target, Kind.READINESS).passed().orElse(wasReady));
    return new ProbeResults(
        started, ready, failing(target, Kind.STARTUP).or(() -> failing(target, Kind.LIVENESS)));
  }

  /** Ends the probes of a run. */
  void forget(Target target) {
    subjects.remove(target);
    for (Kind kind : Kind.values()) {
      verdicts.remove(new Key(target, kind));
    }
  }

  @Override
  public void close() {
    loop.close();
  }

  private Verdict verdict(Target target, Kind kind) {
    return verdicts.getOrDefault(new Key(target, kind), Verdict.NONE);
  }

  private Optional<String> failing(Target target, Kind kind) {
    Verdict verdict = verdict(target, kind);
    return verdict.passed().orElse(true)
        ? Optional.empty()
        : Optional.of(
            kind == Kind.STARTUP
                ? "failed startup probe: " + verdict.said()
                : "failed liveness probe: " + verdict.said());
  }

  private Optional<Duration> probe(Key key) throws InterruptedException {
    Subject subject = subjects.get(key.target());
    if (subject == null) {
      return Optional.empty();
    }
    Probe probe = subject.probe(key.kind()).orElseThrow();
    Duration early =
        Duration.between(
            clock.instant(),
            subject
                .startedAt()
                .plusSeconds(Optional.ofNullable(probe.getInitialDelaySeconds()).orElse(0)));
    if (early.isPositive()) {
      return Optional.of(early);
    }
    boolean started = results(key.target(), subject.container()).started();
    if (key.kind() == Kind.STARTUP && started) {
      return Optional.empty();
    }
    Duration period = Duration.ofSeconds(Probes.orElse(probe.getPeriodSeconds(), 10));
    if (key.kind() != Kind.STARTUP && !started) {
      // The startup probe looks at us again when it passes.
      return Optional.of(period);
    }
    Verdict before = verdict(key.target(), key.kind());
    Verdict after = before.after(once(probe, subject), probe);
    if (!subjects.containsKey(key.target())) {
      return Optional.empty();
    }
    verdicts.put(key, after);
    if (!before.passed().equals(after.passed())) {
      changed.accept(
          key.target(),
          after.passed().orElse(true)
              ? Optional.empty()
              : Optional.of(
                  "%s probe failed: %s"
                      .formatted(
                          switch (key.kind()) {
                            case STARTUP -> "Startup";
                            case LIVENESS -> "Liveness";
                            case READINESS -> "Readiness";
                          },
                          after.said())));
    }
    if (key.kind() == Kind.STARTUP && after.passed().orElse(false)) {
      loop.look(new Key(key.target(), Kind.LIVENESS));
      loop.look(new Key(key.target(), Kind.READINESS));
      return Optional.empty();
    }
    // As Kubernetes' own: what is to be started again is not asked whether it would do by now.
    if (key.kind() != Kind.READINESS && !after.passed().orElse(true)) return Optional.empty();
    return Optional.of(period);
  }

  private Optional<String> once(Probe probe, Subject subject) throws InterruptedException {
    try {
      Launch launch = probe.getExec() == null ? null : subject.launches().get();
      return probes.run(probe, subject.container(), subject.ip(), launch);
    } catch (InterruptedException ended) {
      throw ended;
    } catch (Exception failure) {
      return Optional.of(String.valueOf(failure.getMessage()));
    }
  }
}
