package io.weir.command.infra;

import io.weir.command.gate.NamespaceRemoval;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Goes on with the removal of namespaces for as long as the service runs. */
final class NamespaceSweep extends BackgroundThread {
  private static final Logger LOG = LoggerFactory.getLogger(NamespaceSweep.class);
  private static final Duration EVERY = Duration.ofSeconds(1);

  private final NamespaceRemoval removal;

  NamespaceSweep(NamespaceRemoval removal) {
    super("weir-namespaces");
    this.removal = removal;
  }

  @Override
  void work() throws InterruptedException {
    while (!stopsWithin(EVERY)) pass();
  }

  private void pass() {
    try {
      removal.pass();
    } catch (RuntimeException later) {
      // The database is away, most likely; the next pass finds what is left.
      LOG.debug("Namespaces wait: {}", later.toString());
    }
  }
}
