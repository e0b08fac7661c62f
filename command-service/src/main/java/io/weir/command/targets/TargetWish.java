package io.weir.command.targets;

import java.util.Map;
import java.util.Optional;

/**
 * What a user says of a deployment target.
 *
 * @param name its name
 * @param labels labels by key
 * @param annotations annotations by key
 * @param kubernetesNamespace where clusters run; absent: not said
 */
public record TargetWish(
    String name,
    Map<String, String> labels,
    Map<String, String> annotations,
    Optional<String> kubernetesNamespace) {}
