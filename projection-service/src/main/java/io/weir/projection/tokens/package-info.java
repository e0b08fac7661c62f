/**
 * API tokens: which are there? Folded from their events, which hold no secret.
 *
 * <p>Depends on {@code projection.plain}. Invariant: nothing here can be used as a token.
 */
package io.weir.projection.tokens;
