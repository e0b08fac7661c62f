/**
 * Who works on what when: a queue of keys with a fast lane, back-off per key, and workers.
 *
 * <p>Depends on nothing of Weir. Invariant: one key is worked on by one worker at a time, and a key
 * that was added while it was worked on is worked on again.
 */
package io.weir.executor.runtime;
