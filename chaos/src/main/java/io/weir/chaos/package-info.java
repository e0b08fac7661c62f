/**
 * {@code ./weir chaos}: kills of every part at any moment and at named failpoints, under load, and
 * what must hold after.
 */
package io.weir.chaos;
