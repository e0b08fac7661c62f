/**
 * One way in for commands: transaction, idempotency, names, retries, the answer.
 *
 * <p>Depends on {@code deployment}, {@code store}, {@code body} and {@code view}; knows no HTTP.
 * Invariant: a command's events, its name and its stored answer are committed together or not at
 * all.
 */
package io.weir.command.gate;
