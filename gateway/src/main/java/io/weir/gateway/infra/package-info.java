/** Settings and wiring. Invariant: nothing outside this package reads a setting. */
package io.weir.gateway.infra;
