package io.weir.gateway.route;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The routing table: reads go to the read models, everything else to the command side, which also
 * keeps the artifacts; what Flink itself shows goes to who reaches it. Paths of the services that
 * are not listed (health, metrics, {@code /internal}) stay private.
 */
public final class Routes {
  private static final Set<String> READS = Set.of("GET", "HEAD");
  private static final Set<String> WRITES = Set.of("POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  /** What consumers of the topics look up: the list, and below it each schema. */
  private static final String SCHEMAS = "/schemas";

  private static final List<String> PREFIXES =
      List.of("/api/", "/namespaces/", "/apitokens/", "/autopilot/", SCHEMAS + "/");

  /** Files are bytes in a storage and no fold of the log, so their reads need no read model. */
  private static final String ARTIFACTS = "/artifacts/";

  /** The jobs' own web UIs, which are for looking only. */
  private static final String FLINK_UI = "/flink-ui/";

  private static final String UPLOAD = "/artifacts:upload";

  private static final Map<String, String> NOT_SERVED =
      Map.of("/sql/", "SQL", "/catalog/", "catalogs");

  /** The command service's settings, which nobody else knows. */
  private static final String GLOBAL_DEFAULTS = "/api/v1/global-deployment-defaults";

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
    for (Map.Entry<String, String> family : NOT_SERVED.entrySet()) {
      if (rawPath.startsWith(family.getKey())) {
        return new Route.NotServed(family.getValue());
      }
    }
    if (rawPath.startsWith(FLINK_UI))
      return READS.contains(method)
          ? new Route.To(Upstream.EXECUTOR, BodyKind.RESOURCE)
          : new Route.MethodRefused();
    boolean artifacts = rawPath.startsWith(ARTIFACTS);
    if (!artifacts
        && !rawPath.equals(SCHEMAS)
        && PREFIXES.stream().noneMatch(rawPath::startsWith)) {
      return new Route.Unknown();
    }
    boolean read = READS.contains(method);
    if (!read && !WRITES.contains(method)) {
      return new Route.MethodRefused();
    }
    return new Route.To(
        read && !artifacts && !rawPath.equals(GLOBAL_DEFAULTS)
            ? Upstream.PROJECTION
            : Upstream.COMMAND,
        artifacts && rawPath.endsWith(UPLOAD) ? BodyKind.FILE : BodyKind.RESOURCE);
  }
}
