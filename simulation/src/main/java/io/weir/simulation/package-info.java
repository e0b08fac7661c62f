/**
 * The aggregate and the executor in one world of one thread and one seed: real deciders, the real
 * loop of the executor, a simulated Kubernetes, Flink and topic between them.
 *
 * <p>Test code only: the services never import one another, so what needs both lives here.
 */
package io.weir.simulation;
