package io.weir.command.gate;

import io.weir.appmanager.ResourceJson;
import io.weir.command.deployment.Recorded;
import io.weir.command.view.DeploymentView;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * What a command is answered, by its own account.
 *
 * @param status the HTTP status of success
 * @param content the resource
 * @param version its resource version: the number of events of the aggregate
 * @param aggregateId what the command was about
 */
public record Answer(int status, Content content, long version, UUID aggregateId) {
  /** The answer with a resource that is rendered already. */
  public static Answer of(int status, JsonNode body, long version, UUID aggregateId) {
    return new Answer(status, new Content.Rendered(body), version, aggregateId);
  }

  /** The answer of a command that left a deployment like this. */
  static Answer of(int status, Recorded deployment) {
    return new Answer(
        status,
        new Content.Deployment(deployment),
        deployment.version(),
        deployment.state().identity().id());
  }

  /** The resource as a tree. */
  public JsonNode body() {
    return switch (content) {
      case Content.Rendered rendered -> rendered.body();
      case Content.Deployment deployment ->
          ResourceJson.mapper().valueToTree(DeploymentView.of(deployment.recorded()));
    };
  }

  /** The resource that an answer holds. */
  public sealed interface Content {
    /** As JSON; kept with the key of the request, if it has one. */
    record Rendered(JsonNode body) implements Content {}

    /**
     * A deployment, rendered when somebody wants to see it and not kept with the key: its events
     * are, and a repeat reads it from those (docs/adr/018).
     */
    record Deployment(Recorded recorded) implements Content {}
  }

  /**
   * The answer of a command that is done.
   *
   * @param answer what it is answered
   * @param position where its newest event is: {@code <partition>:<index>}; empty: the answer is a
   *     preview, and there is none
   * @param replayed whether it was given before
   */
  public record Given(Answer answer, String position, boolean replayed) {
    /** Whether nothing was recorded. */
    public boolean preview() {
      return position.isEmpty();
    }
  }

  /**
   * An answer as it is kept for a repeat.
   *
   * @param status as in the answer
   * @param body the resource; absent when it is the deployment at that version
   * @param version as in the answer
   * @param aggregateId as in the answer
   * @param index of its newest event; absent when the command was committed in a group, where it is
   *     not known in time: then it is the one that made the answer's version
   */
  record Kept(
      int status, Optional<JsonNode> body, long version, UUID aggregateId, Optional<Long> index) {
    Kept {
      // What is absent in JSON is read as its null.
      body = body.filter(tree -> !tree.isNull());
    }

    static Kept of(Answer answer, Optional<Long> index) {
      return new Kept(
          answer.status,
          answer.content instanceof Content.Rendered rendered
              ? Optional.of(rendered.body())
              : Optional.empty(),
          answer.version,
          answer.aggregateId,
          index);
    }
  }
}
