package io.weir.executor.kube;

import io.weir.executor.deployment.decide.ClusterIntent;
import io.weir.executor.deployment.decide.Complaint;
import io.weir.executor.deployment.decide.ObjectRef;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** The objects of clusters. Every method throws {@link KubernetesException} and nothing else. */
public interface KubernetesObjects {
  /** From the watch cache, which may lag; empty before it was filled. */
  Optional<Listing> cached(ClusterIntent cluster);

  /** From the API server, just now. A missing namespace is an empty listing. */
  Listing live(ClusterIntent cluster);

  /** Creates an object; a {@code CONFLICT} when one of this name exists. */
  void create(String namespace, ObjectNode manifest);

  /** Applies an object on the server, taking over fields that others have set. */
  void apply(String namespace, ObjectNode manifest);

  /**
   * Sets how many pods a Deployment is to have, taking the field over; nothing else of it changes.
   * A {@code CONFLICT} when it is gone.
   */
  void scale(String namespace, ObjectRef deployment, int replicas);

  /**
   * Deletes this very object and, in the background, what it owns. An object that is already gone
   * is deleted.
   */
  void delete(String namespace, ObjectRef object);

  /**
   * What Kubernetes warns of about the cluster's objects and what they made, for as long as it
   * keeps its events (an hour, mostly).
   */
  List<Complaint> complaints(ClusterIntent cluster);

  /** The end of a container's log, at most {@code lines}; empty when there is none. */
  Optional<String> logTail(String namespace, String pod, String container, int lines);
}
