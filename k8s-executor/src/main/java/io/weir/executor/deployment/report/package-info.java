/**
 * Reports facts to the command side, at least once, each with an id that is the same for every
 * repetition.
 *
 * <p>Depends on the events and, in the adapter, on Kafka. Invariant: what was sent is repeated
 * until the log shows that it is known or no longer matters; nothing has to be remembered for that.
 */
package io.weir.executor.deployment.report;
