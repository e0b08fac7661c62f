/**
 * The executor: makes Kubernetes and Flink match the intents in the log, and reports what it saw.
 *
 * <p>Holds no truth: lose it, start another, and it goes on from the log and from what it sees.
 */
package io.weir.executor;
