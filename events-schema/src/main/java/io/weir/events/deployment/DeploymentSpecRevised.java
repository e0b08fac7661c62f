package io.weir.events.deployment;

import io.weir.events.spec.DeploymentSpec;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * A user edited a deployment. An edit that changes nothing is recorded too: it moves the resource
 * version and nothing else.
 *
 * @param deploymentId the deployment
 * @param displayName free text for people
 * @param labels labels by key
 * @param annotations annotations by key
 * @param spec the complete spec from now on
 * @param target where its jobs run, as its deployment target said; absent with a session cluster
 * @param generation plus one when the spec changed, else as before
 * @param changes what is different
 * @param rollback to which earlier job the edit went back, when it did; then the template counts as
 *     changed, whether or not it differs
 */
public record DeploymentSpecRevised(
    UUID deploymentId,
    Optional<String> displayName,
    Map<String, String> labels,
    Map<String, String> annotations,
    DeploymentSpec spec,
    Optional<JobTarget> target,
    long generation,
    Set<SpecChange> changes,
    Optional<Rollback> rollback)
    implements DeploymentEvent {
  public DeploymentSpecRevised {
    labels = Map.copyOf(labels);
    annotations = Map.copyOf(annotations);
    // In the order of the enum, so that equal events are equal bytes.
    changes = Collections.unmodifiableSet(new TreeSet<>(changes));
  }
}
