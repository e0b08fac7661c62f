package io.weir.projection.savepoints;

import java.util.UUID;

/**
 * What a deployment's catalogue keeps on storage. Two entries with one location are one.
 *
 * @param deploymentId the deployment
 * @param deploymentName its name
 * @param deleted whether it is deleted; its data stays all the same
 * @param savepoints how many savepoints and retained checkpoints
 * @param sizeBytes what they are together, as far as their sizes are known
 * @param unknownSizes of how many the size is not known
 * @param failedDeletions of how many the data could not be removed
 */
public record KeptData(
    UUID deploymentId,
    String deploymentName,
    boolean deleted,
    long savepoints,
    long sizeBytes,
    long unknownSizes,
    long failedDeletions) {}
