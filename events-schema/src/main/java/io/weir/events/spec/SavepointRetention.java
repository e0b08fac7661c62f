package io.weir.events.spec;

import java.util.Optional;

/**
 * Which complete savepoints and retained checkpoints are kept. What is pinned, referred to by
 * others or needed by the deployment itself is kept beside.
 *
 * @param maxCount the newest so many, at least 1
 * @param maxAge those not older than this; a duration text such as {@code 30d}
 */
public record SavepointRetention(Optional<Integer> maxCount, Optional<String> maxAge) {}
