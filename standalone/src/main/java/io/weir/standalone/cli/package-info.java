/**
 * The command line as values. Pure. Invariant: every command line either becomes one {@link
 * io.weir.standalone.cli.Command} or is refused with a sentence that says what is expected.
 */
package io.weir.standalone.cli;
