/**
 * Wiring: settings, clients, threads, health and metrics.
 *
 * <p>May depend on everything in the module; nothing depends on it.
 */
package io.weir.executor.infra;
