/**
 * The events of API tokens.
 *
 * <p>Depends on {@code io.weir.events.namespaces} for roles. Invariant: nothing here can be used as
 * a token or be turned into one.
 */
package io.weir.events.tokens;
