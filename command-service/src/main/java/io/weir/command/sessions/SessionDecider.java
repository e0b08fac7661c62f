package io.weir.command.sessions;

import io.weir.command.decide.RefusalCode;
import io.weir.command.decide.RefusedCommandException;
import io.weir.command.decide.SpecFault;
import io.weir.command.sessions.Incarnation.Phase;
import io.weir.events.sessions.DesiredSessionState;
import io.weir.events.sessions.SessionClusterDeleted;
import io.weir.events.sessions.SessionClusterEvent;
import io.weir.events.sessions.SessionClusterRegistered;
import io.weir.events.sessions.SessionClusterRevised;
import io.weir.events.sessions.SessionClusterSpec;
import io.weir.events.sessions.SessionClusterState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** What follows from a user's create, edit or delete of a session cluster? */
public final class SessionDecider {
  private SessionDecider() {}

  /**
   * @throws RefusedCommandException when the spec breaks a rule
   */
  public static List<SessionClusterEvent> register(
      UUID id, String namespace, SessionWish wish, SessionMoment moment) {
    requireRules(wish.spec(), moment);
    SessionPlan plan =
        new SessionPlan(Optional.empty(), moment)
            .add(
                new SessionClusterRegistered(
                    id,
                    namespace,
                    wish.name(),
                    wish.labels(),
                    wish.annotations(),
                    wish.spec(),
                    wish.target()));
    if (wish.spec().state() == DesiredSessionState.RUNNING) plan.start();
    return plan.events();
  }

  /**
   * The session cluster as the user says.
   *
   * @param users the deployments that have a job on it or are about to, for people
   * @throws RefusedCommandException when the spec breaks a rule, more than wish and size changes
   *     while it is up, or it is to stop while it has users
   */
  public static List<SessionClusterEvent> revise(
      SessionState state, SessionWish wish, List<String> users, SessionMoment moment) {
    boolean changed = !wish.spec().equals(state.spec());
    if (changed) {
      requireSettledFor(state, wish.spec());
      boolean stops = wish.spec().state() == DesiredSessionState.STOPPED;
      if (stops) requireUnused(state, users);
      // What the platform no longer takes must not keep a session cluster from being stopped.
      if (!stops || !onlyWishAndSize(state, wish.spec())) requireRules(wish.spec(), moment);
    }
    SessionPlan plan =
        new SessionPlan(Optional.of(state), moment)
            .add(
                new SessionClusterRevised(
                    state.id(),
                    wish.labels(),
                    wish.annotations(),
                    wish.spec(),
                    wish.target(),
                    changed ? state.generation() + 1 : state.generation()));
    if (changed) pursue(plan);
    return plan.events();
  }

  /** What is under way ends first; the report that it did comes back to the wish. */
  private static void pursue(SessionPlan plan) {
    SessionState state = plan.state();
    boolean wanted = state.spec().state() == DesiredSessionState.RUNNING;
    if (state.incarnation().isEmpty()) {
      if (wanted) plan.start();
      return;
    }
    switch (state.incarnation().get().phase()) {
      case STARTING -> {
        if (!wanted) plan.stop();
      }
      case RUNNING, UPDATING -> {
        if (wanted) plan.scaleIfWanted();
        else plan.stop();
      }
      case STOPPING, FAILED -> {}
    }
  }

  /**
   * @param referrers what refers to the session cluster, for people
   * @throws RefusedCommandException when it is wanted, something of it is left, or anything refers
   *     to it
   */
  public static List<SessionClusterEvent> delete(SessionState state, List<String> referrers) {
    if (state.spec().state() != DesiredSessionState.STOPPED)
      throw refusal(
          RefusalCode.STILL_WANTED,
          "The session cluster "
              + state.name()
              + " is to be RUNNING. Set spec.state to STOPPED first");
    if (state.actual() != SessionClusterState.STOPPED)
      throw refusal(
          RefusalCode.SESSION_CLUSTER_RUNS,
          "The session cluster "
              + state.name()
              + " is "
              + state.actual()
              + ". Wait until it is STOPPED");
    if (!referrers.isEmpty())
      throw refusal(
          RefusalCode.STILL_REFERENCED,
          "The session cluster "
              + state.name()
              + " is in use by "
              + some(referrers)
              + ". Move them to another one or delete them first");
    return List.of(new SessionClusterDeleted(state.id()));
  }

  private static void requireRules(SessionClusterSpec spec, SessionMoment moment) {
    List<SpecFault> faults = moment.faults(spec);
    if (!faults.isEmpty())
      throw new RefusedCommandException(RefusalCode.INVALID_SPEC, text(faults), faults);
  }

  private static void requireSettledFor(SessionState state, SessionClusterSpec wanted) {
    if (state.settled() || onlyWishAndSize(state, wanted)) return;
    List<SpecFault> faults = new ArrayList<>();
    for (String field : SessionFields.different(sized(state, wanted), wanted))
      faults.add(
          new SpecFault(
              "/spec/" + field, "cannot change while the session cluster is " + state.actual()));
    throw new RefusedCommandException(
        RefusalCode.SESSION_CLUSTER_RUNS,
        text(faults)
            + ". Only state and numberOfTaskManagers may change now: set spec.state to STOPPED first",
        faults);
  }

  private static boolean onlyWishAndSize(SessionState state, SessionClusterSpec wanted) {
    return wanted.equals(sized(state, wanted));
  }

  /** What it is, with the wish and the size of what is wanted. */
  private static SessionClusterSpec sized(SessionState state, SessionClusterSpec wanted) {
    return state.spec().with(wanted.state(), wanted.numberOfTaskManagers());
  }

  /** What has failed runs no job that a stop could end. */
  private static void requireUnused(SessionState state, List<String> users) {
    boolean runs = state.incarnation().filter(i -> i.phase() != Phase.FAILED).isPresent();
    if (users.isEmpty() || !runs) return;
    throw refusal(
        RefusalCode.SESSION_CLUSTER_IN_USE,
        "The session cluster "
            + state.name()
            + " runs jobs of "
            + some(users)
            + ". Cancel or suspend them first");
  }

  private static RefusedCommandException refusal(RefusalCode code, String message) {
    return new RefusedCommandException(code, message, List.of());
  }

  private static String text(List<SpecFault> faults) {
    return faults.stream()
        .map(fault -> fault.pointer() + ": " + fault.detail())
        .collect(Collectors.joining("; "));
  }

  private static String some(List<String> names) {
    int shown = Math.min(names.size(), 10);
    String text = String.join(", ", names.subList(0, shown));
    return shown == names.size() ? text : text + " and " + (names.size() - shown) + " more";
  }
}
