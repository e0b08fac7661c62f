package io.weir.events.spec;

import java.util.Optional;

/**
 * When savepoints of a running job are taken: by an interval or by a cron expression.
 *
 * @param interval a duration text such as {@code 6h}, at least 10 seconds
 * @param cron minute, hour, day of month, month, day of week, as in {@code 30 3 * * 1-5}
 * @param zone the time zone of the cron expression; absent: UTC
 */
public record SavepointSchedule(
    Optional<String> interval, Optional<String> cron, Optional<String> zone) {}
