/**
 * Histories in the log's grammar: single flows told by name, and long random logs. For tests and
 * benchmarks.
 */
package io.weir.projection.history;
