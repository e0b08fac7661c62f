/**
 * Goal G1: what a durable HTTP command costs, beside the bare INSERT and commit of its events.
 *
 * <p>Starts the real command service. Invariant: every command that was counted is in the store.
 */
package io.weir.benchmarks.commands;
