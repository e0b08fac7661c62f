package io.weir.projection.infra;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code weir.projection}.
 *
 * @param live whether this process keeps the read models up with the log; off in the command line
 *     forms
 * @param topic the topic of events
 * @param partitions how many partitions it has
 * @param owner names this process in the claims of partitions, alone among those alive; empty: host
 *     and port
 * @param threads how many threads apply the log live
 * @param rebuildThreads how many threads apply it in a rebuild
 * @param rebuildStall how long a rebuild may stand, from one event to the next, before it ends as a
 *     failure; at least 1 s
 * @param batch at most so many events per transaction
 * @param cachedDeployments how many deployments a reader keeps in memory
 * @param lease how long a dead process's partitions stay its own
 * @param pollWait how long one poll waits for events
 * @param minPositionWait how long a query waits for its {@code minPosition} at most
 * @param compatibleVersion the App Manager version that system-info names (docs/adr/047)
 * @param resourceUsage whether the report on resource usage is given
 * @param commandUri the command service, which is asked what may be asked of a deployment; empty:
 *     deployments are shown without that
 */
@ConfigurationProperties("weir.projection")
public record ProjectionSettings(
    @DefaultValue("true") boolean live,
    @DefaultValue("weir.events") String topic,
    @DefaultValue("8") int partitions,
    @DefaultValue("") String owner,
    @DefaultValue("1") int threads,
    @DefaultValue("2") int rebuildThreads,
    @DefaultValue("60s") Duration rebuildStall,
    @DefaultValue("2000") int batch,
    @DefaultValue("20000") int cachedDeployments,
    @DefaultValue("15s") Duration lease,
    @DefaultValue("200ms") Duration pollWait,
    @DefaultValue("5s") Duration minPositionWait,
    @DefaultValue("2.6.1") String compatibleVersion,
    @DefaultValue("true") boolean resourceUsage,
    @DefaultValue("") String commandUri) {}
