package io.weir.executor.deployment.decide;

import io.weir.events.deployment.Failure;
import io.weir.events.deployment.FailureReason;
import io.weir.events.report.SessionForeignChangePutBack;
import io.weir.events.report.SessionScaleFailed;
import io.weir.events.report.SessionStartFailed;
import io.weir.events.report.SessionUp;
import io.weir.executor.deployment.decide.Action.Apply;
import io.weir.executor.deployment.decide.Action.CreateOwner;
import io.weir.executor.deployment.decide.Action.Report;
import io.weir.executor.deployment.decide.Action.Scale;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The next touch of a session cluster. Its JobManager may be made anew, other than a job's: what
 * somebody else deletes is put back, whatever it is. Nothing follows from silence.
 */
public final class SessionReconciler {
  /** A JobManager that ends so often before it was ever up is not waited for. */
  private static final int RESTARTS_IN_VAIN = 3;

  private SessionReconciler() {}

  /** What to do about this incarnation, given what was seen. */
  public static Decision decide(SessionIntent session, SessionObservation seen, Pace pace) {
    if (session.stop().isPresent())
      return SessionRemovalDecider.decide(session, session.stop().get(), seen, pace);
    return SessionReachability.told(session, seen, wanted(session, seen, pace), pace);
  }

  private static Decision wanted(SessionIntent session, SessionObservation seen, Pace pace) {
    if (seen.refusal().isPresent() && waits(session)) {
      WriteFailure refusal = seen.refusal().get();
      return failed(session, Causes.plain(refusal.reason(), refusal.message(), seen.at()), pace);
    }
    return switch (seen.cluster()) {
      case Seen.Unknown<ClusterView> unknown ->
          Decision.waiting(Why.KUBERNETES_UNKNOWN, pace.open());
      case Seen.Absent<ClusterView> none -> Decision.waiting(Why.KUBERNETES_UNKNOWN, pace.open());
      case Seen.Present<ClusterView> present -> objects(session, seen, present.value(), pace);
    };
  }

  /** The objects: parent first, then the rest at once. */
  private static Decision objects(
      SessionIntent session, SessionObservation seen, ClusterView view, Pace pace) {
    Optional<ObjectView> owner = view.object(Part.OWNER);
    Set<Part> missing = EnumSet.noneOf(Part.class);
    for (Part part : session.parts()) if (view.object(part).isEmpty()) missing.add(part);
    // What the log shows as up was there, and a parent is made once: absence has to be seen live.
    boolean doubtful = owner.isEmpty() || session.up() && !missing.isEmpty();
    if (doubtful && !view.live()) return Decision.confirmAbsence();
    if (!missing.isEmpty() && overdue(session, seen).isPresent())
      return failed(session, tooLate(session, seen), pace);
    if (owner.isEmpty())
      return Decision.act(Why.OWNER_MISSING, Duration.ZERO, new CreateOwner(session));
    // Being deleted by somebody: wait until it is gone, then see above.
    if (owner.get().terminating()) return Decision.waiting(Why.REMOVAL_AWAITED, pace.open());
    String uid = owner.get().ref().uid();
    if (!missing.isEmpty()) {
      Decision made =
          Decision.act(Why.PARTS_MISSING, pace.open(), new Apply(session, uid, missing, Map.of()));
      return session.up() ? reported(made, session, missing) : made;
    }
    return foreign(session, view, uid, pace)
        .or(() -> stray(session, seen, pace))
        .or(() -> scale(session, view, pace))
        .orElseGet(() -> processes(session, seen, view, pace));
  }

  private static Decision reported(Decision made, SessionIntent session, Set<Part> missing) {
    String names = String.join(", ", missing.stream().map(part -> name(session, part)).toList());
    return made.first(report(session, names, "was deleted"));
  }

  private static Optional<Decision> foreign(
      SessionIntent session, ClusterView view, String ownerUid, Pace pace) {
    for (Part part : session.parts()) {
      ObjectView object = view.object(part).orElseThrow();
      if (object.lostFields().isEmpty() || part == Part.OWNER) continue;
      // The cache may still show what was put back a moment ago.
      if (!view.live()) return Optional.of(Decision.confirmAbsence());
      String detail =
          "somebody else set %s at version %s"
              .formatted(String.join(", ", object.lostFields()), object.resourceVersion());
      return Optional.of(
          Decision.act(
              Why.FOREIGN_CHANGE,
              pace.open(),
              again(session, ownerUid, part, object),
              report(session, name(session, part), detail)));
    }
    return Optional.empty();
  }

  /** Told before it is done: once it is being cancelled nobody would know of it any more. */
  private static Optional<Decision> stray(
      SessionIntent session, SessionObservation seen, Pace pace) {
    return seen.flink().found().map(SessionView::strays).stream()
        .flatMap(List::stream)
        .findFirst()
        .map(
            stray ->
                Decision.act(
                    Why.STRAY_JOB,
                    pace.open(),
                    report(
                        session,
                        "Job/" + stray.jobId(),
                        "went on although its deployment had given it up"),
                    new Action.CancelJob(stray.jobManager(), JobIdentity.same(stray.jobId()))));
  }

  private static Optional<Decision> scale(SessionIntent session, ClusterView view, Pace pace) {
    ObjectView taskManagers = view.object(Part.TASK_MANAGERS).orElseThrow();
    boolean asWanted =
        session.scale().isEmpty()
            || taskManagers.replicas().equals(Optional.of(session.numberOfTaskManagers()));
    if (asWanted) return Optional.empty();
    return Optional.of(
        Decision.act(
            Why.SCALE_WANTED,
            pace.open(),
            new Scale(
                session.kubernetesNamespace(),
                taskManagers.ref(),
                session.numberOfTaskManagers())));
  }

  private static Apply again(SessionIntent session, String ownerUid, Part part, ObjectView object) {
    Map<Part, String> existing = new EnumMap<>(Part.class);
    existing.put(part, object.ref().uid());
    return new Apply(session, ownerUid, EnumSet.of(part), existing);
  }

  /** The objects are there: the JobManager, its TaskManagers. */
  private static Decision processes(
      SessionIntent session, SessionObservation seen, ClusterView view, Pace pace) {
    if (!waits(session))
      return seen.silence().isEmpty()
          ? Decision.waiting(Why.RUNS, pace.settled())
          : Decision.waiting(Why.JOB_MANAGER_SILENT, pace.open().multipliedBy(3));
    boolean complete =
        seen.flink()
            .found()
            .filter(flink -> flink.taskManagers() == session.numberOfTaskManagers())
            .isPresent();
    if (complete)
      return Decision.report(
          Why.RUNS,
          pace.open(),
          asked(session),
          new SessionUp(session.ownerId(), session.incarnation(), session.numberOfTaskManagers()));
    Optional<Failure> dead =
        Endings.impossible(view, seen.at())
            .or(() -> Endings.quota(view, seen.at()))
            .or(
                () ->
                    session.up()
                        ? Optional.empty()
                        : Endings.afterRestarts(view, RESTARTS_IN_VAIN, seen.at()));
    if (dead.isPresent()) return failed(session, dead.get(), pace);
    if (overdue(session, seen).isPresent()) return failed(session, tooLate(session, seen), pace);
    return Decision.waiting(
        seen.flink().found().isPresent() ? Why.TASK_MANAGERS_AWAITED : Why.JOB_MANAGER_AWAITED,
        pace.open());
  }

  /** Whether the log waits for it to come up, or to come to another size. */
  private static boolean waits(SessionIntent session) {
    return !session.up() || session.scale().isPresent();
  }

  private static Optional<Instant> overdue(SessionIntent session, SessionObservation seen) {
    return deadline(session).filter(deadline -> !seen.at().isBefore(deadline));
  }

  private static Optional<Instant> deadline(SessionIntent session) {
    if (!session.up()) return Optional.of(session.request().deadline());
    return session.scale().map(scale -> scale.wish().deadline());
  }

  private static Failure tooLate(SessionIntent session, SessionObservation seen) {
    return Causes.plain(
        FailureReason.DEADLINE_EXCEEDED,
        "The session cluster did not have its %d TaskManagers by %s; last seen: %s"
            .formatted(
                session.numberOfTaskManagers(), deadline(session).orElseThrow(), seen.inWords()),
        seen.at());
  }

  private static Decision failed(SessionIntent session, Failure failure, Pace pace) {
    return session.up()
        ? Decision.report(
            Why.START_FAILED,
            pace.open(),
            asked(session),
            new SessionScaleFailed(
                session.ownerId(), session.incarnation(), session.numberOfTaskManagers(), failure))
        : Decision.report(
            Why.START_FAILED,
            pace.open(),
            asked(session),
            new SessionStartFailed(session.ownerId(), session.incarnation(), failure));
  }

  private static Origin asked(SessionIntent session) {
    return session.scale().map(SessionIntent.Asked::origin).orElse(session.origin());
  }

  private static Report report(SessionIntent session, String resource, String detail) {
    return new Report(
        new SessionForeignChangePutBack(session.ownerId(), session.incarnation(), resource, detail),
        session.origin());
  }

  private static String name(SessionIntent session, Part part) {
    return part.kind() + "/" + part.nameIn(session.clusterName());
  }
}
