/**
 * A Weir in processes of its own, seen and hurt from outside as an operator could. Invariant: no
 * class of a service runs here.
 */
package io.weir.chaos.weir;
