/**
 * Observes one job: objects and pods, the JobManager, triggers, storage, into one {@link
 * io.weir.executor.deployment.decide.Observation}.
 *
 * <p>Depends on the ports and the values of {@code ..decide..}. Invariant: changes nothing;
 * whatever could not be learned is Unknown and says why.
 */
package io.weir.executor.deployment.observe;
