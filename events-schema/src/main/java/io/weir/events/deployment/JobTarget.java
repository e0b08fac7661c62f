package io.weir.events.deployment;

/**
 * Where a job runs.
 *
 * @param name the deployment target
 * @param kubernetesNamespace its Kubernetes namespace
 */
public record JobTarget(String name, String kubernetesNamespace) {}
