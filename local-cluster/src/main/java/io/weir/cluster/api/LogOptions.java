package io.weir.cluster.api;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Which part of a container's log is wanted.
 *
 * @param follow go on with what is written later
 * @param previous of the container's last incarnation instead of this one
 * @param timestamps lead each line by its RFC 3339 time
 * @param tailLines only so many lines from the end
 * @param since only what was written within this time before now
 * @param limitBytes no more than this
 */
public record LogOptions(
    boolean follow,
    boolean previous,
    boolean timestamps,
    OptionalLong tailLines,
    Optional<Duration> since,
    OptionalLong limitBytes) {}
