package io.weir.executor.deployment.decide;

/**
 * How a container ended.
 *
 * @param exitCode its exit code
 * @param reason Kubernetes' word, for example {@code Error} or {@code OOMKilled}
 * @param text its last words: termination message and the tail of its log
 */
public record Termination(int exitCode, String reason, String text) {}
