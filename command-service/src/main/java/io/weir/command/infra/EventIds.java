package io.weir.command.infra;

import java.time.InstantSource;
import org.axonframework.common.IdentifierFactory;

/** Event ids of version 7; Axon finds this class as a service. */
public final class EventIds extends IdentifierFactory {
  private final TimeOrderedIds ids = new TimeOrderedIds(InstantSource.system());

  @Override
  public String generateIdentifier() {
    return ids.get().toString();
  }
}
