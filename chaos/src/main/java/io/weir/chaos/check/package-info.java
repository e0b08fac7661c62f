/**
 * The checkers. Pure, except for what reads the topic, the views and the results. Invariant: each
 * is shown a bad history by a test, and complains.
 */
package io.weir.chaos.check;
