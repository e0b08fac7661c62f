/**
 * The checkers. Pure, except for what reads the topic and the views. Invariant: each is shown a bad
 * history by a test, and complains.
 */
package io.weir.chaos.check;
