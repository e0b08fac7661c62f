package io.weir.executor.deployment.decide;

/**
 * Why data is still there after the last try to remove it.
 *
 * @param message what was tried, and what the storage said
 * @param lasting whether another try would be refused as well
 */
public record Obstacle(String message, boolean lasting) {}
