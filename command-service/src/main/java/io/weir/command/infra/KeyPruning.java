package io.weir.command.infra;

import io.weir.command.store.IdempotentRequests;
import io.weir.command.store.StoreTransactions;
import io.weir.command.store.StoreUnavailableException;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forgets idempotency keys that no client repeats any more, in batches that hold nobody up. Each
 * instance does so; two at once share the work.
 */
final class KeyPruning extends BackgroundThread {
  /** Longer than any client repeats. */
  static final Duration KEPT = Duration.ofDays(7);

  static final int BATCH = 1_000;
  private static final Duration EVERY = Duration.ofMinutes(10);
  private static final Logger LOG = LoggerFactory.getLogger(KeyPruning.class);

  private final StoreTransactions transactions;
  private final IdempotentRequests requests;
  private final InstantSource clock;

  KeyPruning(StoreTransactions transactions, IdempotentRequests requests, InstantSource clock) {
    super("weir-keys");
    this.transactions = transactions;
    this.requests = requests;
    this.clock = clock;
  }

  /** Forgets all that is too old now; returns how many keys that were. */
  int prune() {
    int all = 0;
    int batch;
    do {
      batch =
          transactions.inTransaction(
              () -> requests.forgetBefore(clock.instant().minus(KEPT), BATCH));
      all += batch;
    } while (batch == BATCH && !stopping());
    return all;
  }

  @Override
  void work() throws InterruptedException {
    do pruneIfPossible();
    while (!stopsWithin(EVERY));
  }

  private void pruneIfPossible() {
    try {
      prune();
    } catch (StoreUnavailableException away) {
      LOG.warn("Old idempotency keys are kept for now: {}", away.getMessage());
    } catch (RuntimeException unexpected) {
      LOG.error("Old idempotency keys are kept for now", unexpected);
    }
  }
}
