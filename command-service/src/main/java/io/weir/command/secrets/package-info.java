/**
 * Secret values: that they are there, under which name and in which version.
 *
 * <p>Depends on {@code plain} and {@code app-manager-api}; pure. Invariant: no value comes here;
 * values go from the body into the seal and out to the executor alone.
 */
package io.weir.command.secrets;
