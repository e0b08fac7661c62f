package io.weir.executor.deployment.decide;

/**
 * A label that the objects of one cluster have.
 *
 * @param name for example {@code weir.io/job-id}
 * @param value which cluster
 */
public record ClusterLabel(String name, String value) {}
