/**
 * What each command of the command line does. Invariant: a command that cannot do what was asked
 * ends with one sentence and a status other than 0.
 */
package io.weir.standalone.command;
