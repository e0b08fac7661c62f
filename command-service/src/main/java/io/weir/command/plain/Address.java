package io.weir.command.plain;

/**
 * Under which name something is found; unique per kind while it is not deleted.
 *
 * @param namespace its namespace
 * @param name its name
 */
public record Address(String namespace, String name) {}
