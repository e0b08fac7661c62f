/**
 * What an image means on this machine: from an image name, a container and its directories to the
 * command line of a local process. Pure but for {@link io.weir.cluster.image.ImageTable} (reads the
 * table of images) and {@link io.weir.cluster.image.ArtifactFetcher} (a program that pods run).
 * Knows nothing of pods' lives, nor of the API server.
 *
 * <p>Invariant: the same request gives the same command line, on every machine.
 */
package io.weir.cluster.image;
