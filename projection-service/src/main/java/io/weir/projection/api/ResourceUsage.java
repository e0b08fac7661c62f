package io.weir.projection.api;

/**
 * Whether the report on resource usage is given.
 *
 * @param served whether it is
 */
public record ResourceUsage(boolean served) {}
