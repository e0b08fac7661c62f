/**
 * Carries out decided actions: the only writer to Kubernetes, Flink and the reports topic.
 *
 * <p>Depends on the ports, on {@code ..render..} and {@code ..report..}. Invariant: an action that
 * fails ends the decision; what follows is observed and decided anew, never retried here.
 */
package io.weir.executor.deployment.act;
