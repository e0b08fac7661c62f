package io.weir.gateway.route;

/** Where a request goes. */
public sealed interface Route {
  /**
   * To a service.
   *
   * @param upstream which one
   */
  record To(Upstream upstream) implements Route {}

  /**
   * Nowhere: two parsers could read the path differently.
   *
   * @param fault what is wrong with the path
   */
  record Malformed(String fault) implements Route {}

  /** Nowhere: no service has such a path. */
  record Unknown() implements Route {}

  /** Nowhere: the method has no meaning here. */
  record MethodRefused() implements Route {}
}
