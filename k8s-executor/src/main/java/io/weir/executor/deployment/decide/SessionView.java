package io.weir.executor.deployment.decide;

/**
 * What the JobManager of a session cluster says of it.
 *
 * @param taskManagers how many have registered
 */
public record SessionView(int taskManagers) {}
