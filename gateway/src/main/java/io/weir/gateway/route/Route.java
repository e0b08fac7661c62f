package io.weir.gateway.route;

/** Where a request goes. */
public sealed interface Route {
  /**
   * To a service.
   *
   * @param upstream which one
   * @param body what the request carries
   */
  record To(Upstream upstream, BodyKind body) implements Route {}

  /**
   * Nowhere: two parsers could read the path differently.
   *
   * @param fault what is wrong with the path
   */
  record Malformed(String fault) implements Route {}

  /** Nowhere: no service has such a path. */
  record Unknown() implements Route {}

  /**
   * Nowhere: the API has such paths, and Weir does not serve them.
   *
   * @param family what they are for
   */
  record NotServed(String family) implements Route {}

  /** Nowhere: the method has no meaning here. */
  record MethodRefused() implements Route {}
}
