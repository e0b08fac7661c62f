package io.weir.command.deployment;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Who a deployment is.
 *
 * @param id the deployment
 * @param namespace its namespace
 * @param name its name, unique there
 * @param displayName free text
 * @param labels labels by key
 * @param annotations annotations by key
 * @param createdAt when it was registered
 */
public record Identity(
    UUID id,
    String namespace,
    String name,
    Optional<String> displayName,
    Map<String, String> labels,
    Map<String, String> annotations,
    Instant createdAt) {}
