package io.weir.projection.api;

import io.weir.appmanager.BodySyntax;
import io.weir.appmanager.BodyWriter;
import io.weir.appmanager.PlatformProblem;
import jakarta.servlet.http.HttpServletRequest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** Writes resources in the syntax that the client takes, or 304 when the client has them. */
final class Answers {
  private Answers() {}

  /** A resource with a version of its own, which is its entity tag. */
  static ResponseEntity<byte[]> versioned(
      HttpServletRequest request, Object resource, long resourceVersion) {
    return versioned(request, resourceVersion, () -> resource);
  }

  /** The same with a resource that is made when the client does not have it. */
  static ResponseEntity<byte[]> versioned(
      HttpServletRequest request, long resourceVersion, Supplier<?> resource) {
    String tag = "\"" + resourceVersion + "\"";
    if (clientHas(request, tag)) return notModified(tag);
    return ok(BodyWriter.write(resource.get(), syntax(request)), syntax(request), tag);
  }

  /** A list or another value without a version; the tag is a hash of the body. */
  static ResponseEntity<byte[]> hashed(HttpServletRequest request, Object value) {
    BodySyntax syntax = syntax(request);
    byte[] body = BodyWriter.write(value, syntax);
    String tag = "\"" + HexFormat.of().formatHex(sha256(body), 0, 16) + "\"";
    return clientHas(request, tag) ? notModified(tag) : ok(body, syntax, tag);
  }

  /** What the client takes; on paths of the Platform always JSON. */
  static BodySyntax syntax(HttpServletRequest request) {
    if (PlatformProblem.isPlatform(request.getRequestURI())) return BodySyntax.JSON;
    return BodySyntax.ofAnswer(Optional.ofNullable(request.getHeader(HttpHeaders.ACCEPT)));
  }

  private static ResponseEntity<byte[]> ok(byte[] body, BodySyntax syntax, String tag) {
    return ResponseEntity.ok()
        .header(HttpHeaders.CONTENT_TYPE, syntax.mediaType())
        .header(HttpHeaders.ETAG, tag)
        .header(HttpHeaders.CACHE_CONTROL, "no-cache")
        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
        .body(body);
  }

  private static ResponseEntity<byte[]> notModified(String tag) {
    return ResponseEntity.status(HttpStatus.NOT_MODIFIED).header(HttpHeaders.ETAG, tag).build();
  }

  /** Weak comparison, as RFC 9110 wants it for If-None-Match. */
  private static boolean clientHas(HttpServletRequest request, String tag) {
    String header = request.getHeader(HttpHeaders.IF_NONE_MATCH);
    if (header == null) return false;
    return Arrays.stream(header.split(","))
        .map(candidate -> candidate.strip().replaceFirst("^W/", ""))
        .anyMatch(candidate -> candidate.equals("*") || candidate.equals(tag));
  }

  private static byte[] sha256(byte[] body) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(body);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Expected every JDK to know SHA-256", impossible);
    }
  }
}
