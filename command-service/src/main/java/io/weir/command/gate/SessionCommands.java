package io.weir.command.gate;

import io.weir.command.body.SessionBody;
import io.weir.command.deployment.CommandContext;
import io.weir.command.plain.Address;
import io.weir.command.plain.Stored;
import io.weir.command.sessions.SessionDecider;
import io.weir.command.sessions.SessionMoment;
import io.weir.command.sessions.SessionState;
import io.weir.command.sessions.SessionWish;
import io.weir.command.store.ResourceNames;
import io.weir.command.store.ResourceReferences;
import io.weir.command.store.StoredDeployments;
import io.weir.events.sessions.SessionClusterEvent;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** What clients may ask of session clusters. */
public final class SessionCommands implements NamedCommands {
  private final CommandGate gate;
  private final PlainCommands<SessionState, SessionClusterEvent> sessions;
  private final SessionBody bodies;
  private final ResourceReferences references;
  private final SessionUsers users;

  public SessionCommands(
      CommandGate gate,
      PlainCommands<SessionState, SessionClusterEvent> sessions,
      SessionBody bodies,
      ResourceNames names,
      ResourceReferences references,
      StoredDeployments deployments) {
    this.gate = gate;
    this.sessions = sessions;
    this.bodies = bodies;
    this.references = references;
    this.users = new SessionUsers(names, references, deployments);
  }

  @Override
  public Answer.Given create(CommandRequest request, ObjectNode body) {
    UUID id = gate.mint();
    return gate.run(
        request,
        "CreateSessionCluster",
        context ->
            register(
                id, request, bodies.whole(body, request.namespace(), Optional.empty()), context));
  }

  @Override
  public Answer.Given replace(CommandRequest request, String name, ObjectNode body) {
    UUID id = gate.mint();
    Address address = new Address(request.namespace(), name);
    return gate.run(
        request,
        "PutSessionCluster",
        context -> {
          SessionWish wish = bodies.whole(body, request.namespace(), Optional.of(name));
          return sessions.find(address).isPresent()
              ? revise(address, state -> wish, context)
              : register(id, request, wish, context);
        });
  }

  public Answer.Given patch(CommandRequest request, String name, ObjectNode patch) {
    return gate.run(
        request,
        "PatchSessionCluster",
        context ->
            revise(
                new Address(request.namespace(), name),
                state -> bodies.patched(state, patch),
                context));
  }

  @Override
  public Answer.Given delete(CommandRequest request, String name) {
    return gate.run(
        request,
        "DeleteSessionCluster",
        context -> {
          Stored<SessionState> known =
              sessions.requireToDelete(new Address(request.namespace(), name));
          return sessions.record(
              context, known, SessionDecider.delete(known.state(), users.referrers(known.id())));
        });
  }

  private Answer register(
      UUID id, CommandRequest request, SessionWish wish, CommandContext context) {
    Answer answer =
        sessions.register(
            context, SessionDecider.register(id, request.namespace(), wish, moment(context)));
    references.set(id, Set.of(wish.targetId()));
    return answer;
  }

  /** Alone with it: nobody begins to use it before this has ended. */
  private Answer revise(
      Address address, Function<SessionState, SessionWish> edit, CommandContext context) {
    Stored<SessionState> known = sessions.requireToDelete(address);
    SessionWish wish = edit.apply(known.state());
    Answer answer =
        sessions.record(
            context,
            known,
            SessionDecider.revise(
                known.state(), wish, users.jobsOf(address, known.id()), moment(context)));
    references.set(known.id(), Set.of(wish.targetId()));
    return answer;
  }

  private static SessionMoment moment(CommandContext context) {
    return new SessionMoment(context.moment().now(), context.moment().settings());
  }
}
