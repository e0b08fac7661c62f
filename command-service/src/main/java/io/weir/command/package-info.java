/**
 * The command service: HTTP commands and transition reports become events.
 *
 * <p>Here is only the main class; README.md says where what is.
 */
package io.weir.command;
