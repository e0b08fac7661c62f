package io.weir.projection.usage;

import java.time.Instant;

/**
 * A time in which a namespace's use was the same; more than nothing, and at most a day long.
 *
 * @param begin inclusive
 * @param end exclusive, after {@code begin}
 * @param namespace the namespace
 * @param used cores and memory, not nothing
 */
public record UsageInterval(Instant begin, Instant end, String namespace, Used used) {}
