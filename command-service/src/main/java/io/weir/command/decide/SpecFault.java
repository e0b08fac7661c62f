package io.weir.command.decide;

/**
 * A field that breaks a rule.
 *
 * @param pointer a JSON pointer to it
 * @param detail what is wrong and what is expected
 */
public record SpecFault(String pointer, String detail) {}
