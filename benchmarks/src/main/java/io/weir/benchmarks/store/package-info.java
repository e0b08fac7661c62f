/**
 * Rows of the event store as a floor writes them: the service's own tables, events of a real size.
 *
 * <p>Depends on event-log's script. Invariant: nothing here decides anything.
 */
package io.weir.benchmarks.store;
