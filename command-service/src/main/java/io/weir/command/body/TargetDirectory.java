package io.weir.command.body;

import io.weir.events.deployment.JobTarget;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The deployment targets that exist now; whoever finds one may refer to it until he is done. */
public interface TargetDirectory {
  /**
   * A deployment target.
   *
   * @param id its id
   * @param target its name, and the Kubernetes namespace that it means
   */
  record Entry(UUID id, JobTarget target) {}

  /** The target with this name. */
  Optional<Entry> named(String namespace, String name);

  /** The target with this id. */
  Optional<Entry> identified(String namespace, UUID id);

  /** The names of the targets, in order. */
  List<String> names(String namespace);
}
