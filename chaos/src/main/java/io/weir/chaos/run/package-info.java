/**
 * Carries out a plan and judges the end. Invariant: what does not come back, or is not as it must
 * be, becomes a fault in a verdict, never an exception that hides the others.
 */
package io.weir.chaos.run;
