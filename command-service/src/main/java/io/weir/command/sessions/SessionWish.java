package io.weir.command.sessions;

import io.weir.events.deployment.JobTarget;
import io.weir.events.sessions.SessionClusterSpec;
import java.util.Map;
import java.util.UUID;

/**
 * What a user says of a session cluster.
 *
 * @param name its name
 * @param labels labels by key
 * @param annotations annotations by key
 * @param spec the spec, complete
 * @param targetId the deployment target that the spec names
 * @param target where that is
 */
public record SessionWish(
    String name,
    Map<String, String> labels,
    Map<String, String> annotations,
    SessionClusterSpec spec,
    UUID targetId,
    JobTarget target) {}
