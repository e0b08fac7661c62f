/**
 * Remembers: events become the read models that queries answer from.
 *
 * <p>One package per view with its record, its pure projector, its table and its queries; {@code
 * model} folds and writes all of them, {@code rebuild} builds them anew, {@code api} answers.
 */
package io.weir.projection;
