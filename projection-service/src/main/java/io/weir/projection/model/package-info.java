/**
 * All views of one generation together: the fold of an event into every view, and the writer that
 * the partition reader drives, live and in a rebuild.
 *
 * <p>Depends on the views and on event-log. Invariant: a batch's rows depend on the log alone,
 * never on how it was cut or how often it came.
 */
package io.weir.projection.model;
