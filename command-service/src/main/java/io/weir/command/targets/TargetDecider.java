package io.weir.command.targets;

import io.weir.command.decide.RefusalCode;
import io.weir.command.decide.RefusedCommandException;
import io.weir.command.decide.SpecFault;
import io.weir.events.targets.DeploymentTargetDeleted;
import io.weir.events.targets.DeploymentTargetEvent;
import io.weir.events.targets.DeploymentTargetRegistered;
import io.weir.events.targets.DeploymentTargetRevised;
import java.util.List;
import java.util.UUID;

/** What follows from a user's create, edit or delete of a deployment target? */
public final class TargetDecider {
  private TargetDecider() {}

  public static List<DeploymentTargetEvent> register(UUID id, String namespace, TargetWish wish) {
    return List.of(
        new DeploymentTargetRegistered(
            id,
            namespace,
            wish.name(),
            wish.labels(),
            wish.annotations(),
            wish.kubernetesNamespace()));
  }

  /**
   * A replacement: labels and annotations as the user says. What it leaves out of the spec stays.
   *
   * @throws RefusedCommandException when it says another spec
   */
  public static List<DeploymentTargetEvent> revise(TargetState state, TargetWish wish) {
    if (wish.kubernetesNamespace().isPresent()
        && !wish.kubernetesNamespace().equals(state.kubernetesNamespace())) throw immutable(state);
    return List.of(new DeploymentTargetRevised(state.id(), wish.labels(), wish.annotations()));
  }

  /**
   * @param referrers what refers to the target, for people
   * @throws RefusedCommandException when anything does
   */
  public static List<DeploymentTargetEvent> delete(TargetState state, List<String> referrers) {
    if (!referrers.isEmpty())
      throw new RefusedCommandException(
          RefusalCode.STILL_REFERENCED,
          "The deployment target "
              + state.name()
              + " is in use by "
              + some(referrers)
              + ". Move them to another target or delete them first",
          List.of());
    return List.of(new DeploymentTargetDeleted(state.id()));
  }

  private static RefusedCommandException immutable(TargetState state) {
    String pointer = "/spec/kubernetes/namespace";
    String detail =
        "is "
            + state.kubernetesNamespace().map(text -> "'" + text + "'").orElse("not set")
            + " and cannot change; create another target, and move the deployments to it";
    return new RefusedCommandException(
        RefusalCode.IMMUTABLE_FIELD,
        pointer + ": " + detail,
        List.of(new SpecFault(pointer, detail)));
  }

  private static String some(List<String> referrers) {
    int shown = Math.min(referrers.size(), 10);
    String names = String.join(", ", referrers.subList(0, shown));
    return shown == referrers.size()
        ? names
        : names + " and " + (referrers.size() - shown) + " more";
  }
}
