/**
 * One deployment's work, pass by pass: observe, decide, act, report.
 *
 * <p>Depends on its own sub-packages and the ports. Invariant: what a pass needs to be right is in
 * the log or outside to be seen; what is remembered here only spares work.
 */
package io.weir.executor.deployment;
