/**
 * What the executor tells the command side: facts, at least once, on {@code weir.transitions}.
 *
 * <p>Depends on {@code events.deployment}. Invariant: a report states what was seen, never what to
 * do; repeating it is harmless.
 */
package io.weir.events.report;
