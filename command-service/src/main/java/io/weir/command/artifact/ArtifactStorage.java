package io.weir.command.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * Where artifacts are. Each operation is whole or did not happen; two at once leave the file of one
 * of them. Namespaces are DNS labels.
 */
public interface ArtifactStorage {
  /**
   * Stores the file under the name, in place of what was there.
   *
   * @param content read to its end, not closed
   * @throws RefusedArtifactException with {@code EMPTY_FILE}, or {@code STORAGE_UNAVAILABLE}
   * @throws IOException when the content cannot be read
   */
  Artifact store(String namespace, ArtifactName name, InputStream content) throws IOException;

  /**
   * The namespace's artifacts by name.
   *
   * @param limit at most so many
   */
  List<Artifact> list(String namespace, int limit);

  /** The artifact with this name. */
  Optional<Artifact> find(String namespace, ArtifactName name);

  /** Deletes it; false when there is none. */
  boolean delete(String namespace, ArtifactName name);

  /** Deletes all that there are in the namespace. */
  void deleteAll(String namespace);
}
