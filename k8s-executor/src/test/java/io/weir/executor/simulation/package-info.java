/**
 * The executor in a world of one thread and one seed: lost answers, crashes between any two writes,
 * stale caches, late and repeated reports.
 */
package io.weir.executor.simulation;
