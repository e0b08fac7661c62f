package io.weir.command.store;

import io.weir.command.deployment.CataloguedSavepoint;
import io.weir.command.deployment.DataStanding;
import io.weir.events.deployment.CopySource;
import io.weir.events.deployment.SavepointOrigin;
import java.util.Optional;

/** Which savepoint a copy is of, when its data is known. */
public final class CopySources {
  private final StoredDeployments deployments;

  public CopySources(StoredDeployments deployments) {
    this.deployments = deployments;
  }

  /** The savepoint that was taken there; else a copy that knows more than nothing. */
  public Optional<CopySource> of(DataStanding data) {
    Optional<CopySource> copied = Optional.empty();
    for (DataStanding.Reference reference : data.references()) {
      Optional<CataloguedSavepoint> savepoint =
          deployments
              .find(reference.deploymentId())
              .flatMap(d -> d.state().catalogue().find(reference.savepointId()));
      Optional<CopySource> source =
          savepoint.flatMap(
              s ->
                  s.completedAt()
                      .map(
                          at ->
                              new CopySource(reference.deploymentId(), s.id(), at, s.sizeBytes())));
      if (savepoint.filter(s -> s.origin() != SavepointOrigin.COPIED).isPresent()) return source;
      copied = copied.or(() -> source);
    }
    return copied;
  }
}
