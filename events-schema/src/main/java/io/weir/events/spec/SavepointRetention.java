package io.weir.events.spec;

import java.util.Optional;

/**
 * Which complete savepoints and retained checkpoints are kept. What is pinned, referred to by
 * others or needed by the deployment itself is kept beside.
 *
 * @param maxCount the newest so many, at least 1
 * @param maxAge those not older than this; a duration text such as {@code 30d}
 * @param afterDeletion all of them until the deployment has been deleted for this long, then none,
 *     not even the newest; a duration text such as {@code 90d}
 */
public record SavepointRetention(
    Optional<Integer> maxCount, Optional<String> maxAge, Optional<String> afterDeletion) {}
