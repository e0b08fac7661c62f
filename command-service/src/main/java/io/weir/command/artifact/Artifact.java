package io.weir.command.artifact;

import java.net.URI;
import java.time.Instant;

/**
 * A file that jobs may run.
 *
 * @param name its name in the namespace
 * @param uri where jobs fetch it
 * @param createdAt when it was stored last, whole seconds
 */
public record Artifact(ArtifactName name, URI uri, Instant createdAt) {}
