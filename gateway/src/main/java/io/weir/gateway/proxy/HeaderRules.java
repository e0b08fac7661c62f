package io.weir.gateway.proxy;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which headers go through (RFC 9110 section 7.6.1). */
final class HeaderRules {
  /** They speak about one connection only. */
  private static final Set<String> HOP_BY_HOP =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  /** Set anew for the next connection: by the HTTP client, or by the gateway, which is the edge. */
  private static final Set<String> REPLACED =
      Set.of(
          "host",
          "content-length",
          "expect",
          "forwarded",
          "x-forwarded-for",
          "x-forwarded-host",
          "x-forwarded-proto",
          "x-forwarded-port",
          "x-forwarded-prefix",
          "x-real-ip");

  private HeaderRules() {}

  /**
   * Whether a header of the request goes on to the service.
   *
   * @param connectionHeaders what the request's own {@code Connection} headers name
   */
  static boolean passesUp(String name, Set<String> connectionHeaders) {
    String lower = name.toLowerCase(Locale.ROOT);
    return !HOP_BY_HOP.contains(lower)
        && !REPLACED.contains(lower)
        && !connectionHeaders.contains(lower);
  }

  /**
   * Whether a header of the answer goes back to the client.
   *
   * @param connectionHeaders what the answer's own {@code Connection} headers name
   */
  static boolean passesDown(String name, Set<String> connectionHeaders) {
    String lower = name.toLowerCase(Locale.ROOT);
    return !lower.startsWith(":")
        && !HOP_BY_HOP.contains(lower)
        && !connectionHeaders.contains(lower);
  }

  /** The names in {@code Connection} headers, in lower case. */
  static Set<String> namedBy(Stream<String> connectionValues) {
    return connectionValues
        .flatMap(value -> Stream.of(value.split(",")))
        .map(name -> name.trim().toLowerCase(Locale.ROOT))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * A {@code Location} as the client may use it: a service that names its own origin means the
   * gateway's.
   */
  static String locationForClient(String location, URI upstream) {
    String origin = upstream.getScheme() + "://" + upstream.getAuthority();
    return location.startsWith(origin + "/") ? location.substring(origin.length()) : location;
  }
}
