package io.weir.projection.store;

import java.util.function.Function;

/**
 * A column of a view's table.
 *
 * @param <V> what a row holds
 * @param name its name
 * @param type its PostgreSQL type
 * @param text its value in PostgreSQL's text form; null where it has none
 */
public record Column<V>(String name, String type, Function<V, String> text) {}
