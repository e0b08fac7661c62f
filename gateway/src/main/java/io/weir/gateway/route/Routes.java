package io.weir.gateway.route;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The routing table: reads go to the read models, everything else to the command side. Paths of the
 * services that are not listed (health, metrics, {@code /internal}) stay private.
 */
public final class Routes {
  private static final Set<String> READS = Set.of("GET", "HEAD");
  private static final Set<String> WRITES = Set.of("POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  private static final List<String> PREFIXES =
      List.of("/api/", "/namespaces/", "/apitokens/", "/artifacts/", "/schemas/");

  private Routes() {}

  /**
   * Finds the service for a request.
   *
   * @param method the HTTP method
   * @param rawPath the path as it came, still encoded, without the query
   */
  public static Route route(String method, String rawPath) {
    Optional<String> fault = RequestPath.fault(rawPath);
    if (fault.isPresent()) {
      return new Route.Malformed(fault.get());
    }
    if (PREFIXES.stream().noneMatch(rawPath::startsWith)) {
      return new Route.Unknown();
    }
    if (READS.contains(method)) {
      return new Route.To(Upstream.PROJECTION);
    }
    return WRITES.contains(method) ? new Route.To(Upstream.COMMAND) : new Route.MethodRefused();
  }
}
