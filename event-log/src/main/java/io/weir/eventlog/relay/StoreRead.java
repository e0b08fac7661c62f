package io.weir.eventlog.relay;

import java.util.List;

/**
 * What one look at the store saw, under one snapshot.
 *
 * @param events the first committed events after the position, in the order of their index
 * @param horizon every transaction with a lower id had ended before the look ({@code
 *     pg_snapshot_xmin})
 */
record StoreRead(List<StoredEvent> events, long horizon) {
  long highest() {
    return events.getLast().position();
  }

  /** Whether a read of at most so much has ended at that limit, so that there may be more. */
  boolean reaches(int batch, long batchBytes) {
    return events.size() >= batch
        || events.stream().mapToLong(event -> event.payload().length).sum() >= batchBytes;
  }
}
