package io.weir.command.infra;

import io.weir.command.store.IdempotentRequests;
import io.weir.command.store.StoreTransactions;
import io.weir.command.store.StoreUnavailableException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Forgets idempotency keys that no client repeats any more, in batches that hold nobody up. Each
 * instance does so; two at once share the work.
 */
final class KeyPruning implements SmartLifecycle {
  /** Longer than any client repeats. */
  static final Duration KEPT = Duration.ofDays(7);

  static final int BATCH = 1_000;
  private static final Duration EVERY = Duration.ofMinutes(10);
  private static final Logger LOG = LoggerFactory.getLogger(KeyPruning.class);

  private final StoreTransactions transactions;
  private final IdempotentRequests requests;
  private final InstantSource clock;
  private ScheduledExecutorService thread;

  KeyPruning(StoreTransactions transactions, IdempotentRequests requests, InstantSource clock) {
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
    } while (batch == BATCH && !Thread.currentThread().isInterrupted());
    return all;
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

  @Override
  public synchronized void start() {
    thread =
        Executors.newSingleThreadScheduledExecutor(
            work -> Thread.ofPlatform().daemon().name("weir-keys").unstarted(work));
    thread.scheduleWithFixedDelay(
        this::pruneIfPossible, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public synchronized void stop() {
    if (thread != null) thread.shutdownNow();
    thread = null;
  }

  @Override
  public synchronized boolean isRunning() {
    return thread != null;
  }
}
