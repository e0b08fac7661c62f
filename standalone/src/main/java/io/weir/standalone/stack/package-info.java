/**
 * Which parts there are, what each is told, and in which order they need one another. Invariant:
 * this is the only place that knows the settings of the services.
 */
package io.weir.standalone.stack;
