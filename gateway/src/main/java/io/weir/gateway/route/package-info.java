/**
 * Which service answers which request, and which paths are no paths at all. Pure functions over the
 * request line. Invariant: a path that two parsers could read differently goes nowhere.
 */
package io.weir.gateway.route;
