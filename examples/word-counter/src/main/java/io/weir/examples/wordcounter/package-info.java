/**
 * A Flink job as a user of Weir writes one: an input of words, counts in keyed state, results that
 * are written exactly once and say from which checkpoint the counting went on.
 *
 * <p>Invariant: for the same arguments the output holds, for each word, the counts 1, 2, 3, ...
 * each exactly once, however often the job was stopped, upgraded, rescaled or killed, as long as it
 * goes on from its own state. Whoever tests a control plane can rely on that.
 */
package io.weir.examples.wordcounter;
