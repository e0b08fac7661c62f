/**
 * PostgreSQL: transactions, the event store behind Axon's interface, names, idempotent requests.
 *
 * <p>Depends on {@code deployment} for what is stored, on Axon and JDBC. Invariant: everything that
 * a command writes is in one transaction, and the unique key of aggregate and sequence is the judge
 * of concurrency.
 */
package io.weir.command.store;
