package io.weir.command.deployment;

import io.weir.events.deployment.JobSession;
import io.weir.events.deployment.JobTarget;
import io.weir.events.spec.FlinkLine;
import java.util.Optional;

/**
 * The session clusters that there are, as a decision sees them: what was found once stays so until
 * the decision is recorded (docs/adr/071). Asked only about deployments that name one.
 */
public interface SessionClusters {
  /** Where there are none. */
  SessionClusters NONE = (namespace, name) -> Optional.empty();

  /**
   * What a session cluster is to a job that is requested now.
   *
   * @param session the start that the job is placed on: the one that is there, else the next
   * @param target where it is
   * @param image the container image of its Flink
   * @param line its line of Flink
   * @param slotsPerTaskManager task slots of each TaskManager
   */
  record Offer(
      JobSession session,
      JobTarget target,
      String image,
      FlinkLine line,
      int slotsPerTaskManager) {}

  /** The session cluster with this name, if there is one. */
  Optional<Offer> named(String namespace, String name);
}
