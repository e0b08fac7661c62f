package io.weir.executor.deployment.observe;

import io.weir.executor.deployment.decide.ClusterView;
import io.weir.executor.deployment.decide.Seen;
import io.weir.executor.deployment.decide.SessionIntent;
import io.weir.executor.deployment.decide.SessionObservation;
import io.weir.executor.deployment.decide.SessionView;
import io.weir.executor.deployment.decide.Silence;
import io.weir.executor.deployment.decide.StrayJob;
import io.weir.executor.deployment.decide.WriteFailure;
import io.weir.executor.deployment.render.RenderSettings;
import io.weir.executor.flink.Answer;
import io.weir.executor.flink.FlinkClusters;
import io.weir.executor.flink.HaStorage;
import io.weir.executor.kube.KubernetesObjects;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Gathers everything that a decision about a session cluster can need. */
public final class SessionObserver {
  private final ClusterObserver cluster;
  private final FlinkClusters flink;
  private final HaStorage haStorage;
  private final JobManagerAddress address;
  private final Function<SessionIntent, Set<UUID>> givenUp;
  private final InstantSource clock;

  /** When each session cluster last answered, by its id. */
  private final Map<UUID, Instant> lastAnswer = new ConcurrentHashMap<>();

  /**
   * @param givenUp the jobs that were placed on an incarnation and that the log has done with
   */
  public SessionObserver(
      KubernetesObjects kubernetes,
      FlinkClusters flink,
      HaStorage haStorage,
      RenderSettings settings,
      JobManagerAddress address,
      Function<SessionIntent, Set<UUID>> givenUp,
      InstantSource clock) {
    this.cluster = new ClusterObserver(kubernetes, settings);
    this.flink = flink;
    this.haStorage = haStorage;
    this.address = address;
    this.givenUp = givenUp;
    this.clock = clock;
  }

  /**
   * Looks at everything about an incarnation.
   *
   * @param live whether the API server itself is asked, and not the cache
   * @param refusal the last write's refusal, passed on
   */
  public SessionObservation look(
      SessionIntent session, boolean live, Optional<WriteFailure> refusal) {
    Seen<ClusterView> objects = cluster.look(session, live || session.going(), clock.instant());
    Seen<SessionView> answer =
        switch (objects) {
          case Seen.Unknown<ClusterView> unknown -> Seen.unknown("Kubernetes did not answer");
          case Seen.Absent<ClusterView> none -> Seen.absent();
          case Seen.Present<ClusterView> view ->
              session.going()
                  ? Seen.absent()
                  : address
                      .of(session, view.value())
                      .map(jobManager -> ask(session, jobManager))
                      .orElseGet(Seen::absent);
        };
    Instant now = clock.instant();
    return new SessionObservation(
        now,
        objects,
        answer,
        silence(session, objects, answer, now),
        haData(session, objects),
        refusal);
  }

  /** Only when nothing of the cluster is left: who runs may still write. */
  private Optional<String> haData(SessionIntent session, Seen<ClusterView> objects) {
    boolean gone = objects.found().filter(ClusterView::live).filter(ClusterView::empty).isPresent();
    return session
        .haStorage()
        .filter(directory -> gone && session.going())
        .filter(directory -> haStorage.holds(directory, session.ownDirectory()));
  }

  /** A session cluster that the log has done with is not remembered. */
  public void forget(UUID sessionClusterId) {
    lastAnswer.remove(sessionClusterId);
  }

  /** Whoever is up has to answer; one whose JobManager is nowhere to be found cannot. */
  private Optional<Silence> silence(
      SessionIntent session, Seen<ClusterView> objects, Seen<SessionView> answer, Instant now) {
    if (!session.up() || session.going() || answer instanceof Seen.Present) {
      lastAnswer.put(session.ownerId(), now);
      return Optional.empty();
    }
    // Begins with the first question: another executor may have asked before.
    Instant last = lastAnswer.computeIfAbsent(session.ownerId(), id -> now);
    String why =
        objects instanceof Seen.Unknown<ClusterView> unknown
            ? "Kubernetes did not answer: " + unknown.why()
            : answer instanceof Seen.Unknown<SessionView> unknown
                ? "the JobManager did not answer: " + unknown.why()
                : "no pod of the JobManager can be asked";
    return Optional.of(new Silence(last, why));
  }

  /**
   * Where nothing was given up there is nothing to ask for; what is not answered is asked again.
   */
  private List<StrayJob> strays(SessionIntent session, URI jobManager) {
    Set<UUID> known = givenUp.apply(session);
    if (known.isEmpty()) return List.of();
    return flink.running(jobManager).given().orElse(List.of()).stream()
        .filter(known::contains)
        .map(jobId -> new StrayJob(jobManager, jobId))
        .toList();
  }

  private Seen<SessionView> ask(SessionIntent session, URI jobManager) {
    return switch (flink.overview(jobManager)) {
      case Answer.Given<FlinkClusters.Overview> given ->
          Seen.present(new SessionView(given.value().taskManagers(), strays(session, jobManager)));
      case Answer.NotFound<FlinkClusters.Overview> none ->
          Seen.unknown("404: no JobManager of a cluster");
      case Answer.Refused<FlinkClusters.Overview> refused ->
          Seen.unknown(refused.status() + " " + refused.message());
      case Answer.Unavailable<FlinkClusters.Overview> unavailable ->
          Seen.unknown(unavailable.why());
    };
  }
}
