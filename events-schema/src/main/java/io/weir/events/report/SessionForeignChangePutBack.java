package io.weir.events.report;

import java.util.UUID;

/**
 * Somebody else changed an object of the cluster, and it was put back.
 *
 * @param sessionClusterId the session cluster
 * @param incarnation which start
 * @param resource kind and name
 * @param detail what had been changed
 */
public record SessionForeignChangePutBack(
    UUID sessionClusterId, long incarnation, String resource, String detail)
    implements SessionReport {}
