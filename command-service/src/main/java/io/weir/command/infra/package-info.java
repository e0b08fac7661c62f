/**
 * Wiring: settings to objects, objects to one running service.
 *
 * <p>Depends on everything here; nothing depends on it but the main class. Invariant: no rule lives
 * here.
 */
package io.weir.command.infra;
