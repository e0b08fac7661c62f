/**
 * Namespaces: who may do what, and whether anything new may come.
 *
 * <p>Depends on {@code plain}, {@code decide} and {@code app-manager-api}; pure. Invariant: a
 * namespace that terminates never takes anything again.
 */
package io.weir.command.namespaces;
