/**
 * Building the read models anew, comparing them with the live ones and swapping them in.
 *
 * <p>Depends on {@code projection.model} and event-log. Invariant: clients see one complete
 * generation at any time, and never one that is behind what they saw.
 */
package io.weir.projection.rebuild;
