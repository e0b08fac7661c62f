/**
 * What deciders of every kind of aggregate share: how a command is refused.
 *
 * <p>Depends on nothing; pure. Invariant: a refusal says what is wrong and what to do.
 */
package io.weir.command.decide;
