/**
 * Artifacts: files that jobs run, kept in a storage and named by namespace and file name
 * (app-manager-api.md 1.2, 8.2).
 *
 * <p>Knows nothing of HTTP or of the event log: bytes are no facts. Invariant: under an artifact's
 * name there is always one whole file, the old one or the new one.
 */
package io.weir.command.artifact;
