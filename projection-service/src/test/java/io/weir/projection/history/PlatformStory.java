package io.weir.projection.history;

import io.weir.events.WeirEvent;
import io.weir.events.autopilot.AutopilotMode;
import io.weir.events.autopilot.AutopilotPolicySet;
import io.weir.events.namespaces.NamespaceDeleted;
import io.weir.events.namespaces.NamespaceDeletionRequested;
import io.weir.events.namespaces.NamespaceRegistered;
import io.weir.events.namespaces.NamespaceRevised;
import io.weir.events.namespaces.Role;
import io.weir.events.namespaces.RoleBinding;
import io.weir.events.secrets.SecretValueDeleted;
import io.weir.events.secrets.SecretValueRegistered;
import io.weir.events.secrets.SecretValueRevised;
import io.weir.events.tokens.ApiTokenCreated;
import io.weir.events.tokens.ApiTokenDeleted;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** The log of one namespace, API token, secret value or autopilot policy, in its grammar. */
public final class PlatformStory extends PlainStory {
  public PlatformStory(RandomGenerator random, String namespace, String name) {
    super(random, uuid(random), namespace, name);
  }

  /** A namespace that lives. */
  public static PlatformStory namespace(RandomGenerator random, String name) {
    PlatformStory story = new PlatformStory(random, name, name);
    return story.append(
        new NamespaceRegistered(
            story.id(),
            name,
            List.of(new RoleBinding(Role.OWNER, List.of("system:authenticated"))),
            Optional.empty()));
  }

  /** A token that lives. */
  public static PlatformStory token(RandomGenerator random, String namespace, String name) {
    PlatformStory story = new PlatformStory(random, namespace, name);
    return story.append(new ApiTokenCreated(story.id(), namespace, name, Role.EDITOR));
  }

  /** A secret value that was given twice. */
  public static PlatformStory secret(RandomGenerator random, String namespace, String name) {
    PlatformStory story = new PlatformStory(random, namespace, name);
    return story
        .append(new SecretValueRegistered(story.id(), namespace, name, Map.of("a", "b"), Map.of()))
        .append(new SecretValueRevised(story.id(), Map.of("a", "c"), Map.of(), 2));
  }

  /** A policy for a deployment. */
  public static PlatformStory policy(
      RandomGenerator random, String namespace, UUID deploymentId, AutopilotMode mode) {
    PlatformStory story = new PlatformStory(random, namespace, deploymentId.toString());
    return story.append(
        new AutopilotPolicySet(
            story.id(), deploymentId, namespace, mode, Optional.empty(), Optional.empty()));
  }

  /** One of them that is edited, and perhaps deleted. */
  static PlatformStory any(RandomGenerator random, int number) {
    String ns = "ns-" + number % 3;
    boolean ends = random.nextBoolean();
    return switch (number % 4) {
      case 0 -> {
        PlatformStory story = namespace(random, "namespace-" + number);
        if (random.nextBoolean())
          story.append(new NamespaceRevised(story.id(), List.of(), Optional.of("preview")));
        yield ends ? story.deletionRequested().deleted() : story;
      }
      case 1 -> {
        PlatformStory story = token(random, ns, "token-" + number);
        yield ends ? story.append(new ApiTokenDeleted(story.id())) : story;
      }
      case 2 -> {
        PlatformStory story = secret(random, ns, "SECRET_" + number);
        yield ends ? story.append(new SecretValueDeleted(story.id())) : story;
      }
      default -> policy(random, ns, new UUID(7, number), AutopilotMode.values()[random.nextInt(3)]);
    };
  }

  public PlatformStory deletionRequested() {
    return append(new NamespaceDeletionRequested(id()));
  }

  public PlatformStory deleted() {
    return append(new NamespaceDeleted(id()));
  }

  private PlatformStory append(WeirEvent event) {
    append("Command", event);
    return this;
  }
}
