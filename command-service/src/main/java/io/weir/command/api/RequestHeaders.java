package io.weir.command.api;

import io.weir.appmanager.BodyLimits;
import io.weir.appmanager.BodyReader;
import io.weir.appmanager.BodySyntax;
import io.weir.command.gate.CommandRequest;
import io.weir.events.wire.Actor;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/** What a request says about itself: who, why, on which version, with which key. */
public final class RequestHeaders {
  static final String CORRELATION_ID = "X-Correlation-Id";
  private static final Pattern ETAG = Pattern.compile("(?:W/)?\"([0-9]{1,18})\"");
  private static final Pattern TRACEPARENT =
      Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");
  private static final Pattern UUID_TEXT =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final int LONGEST = 1000;

  private final boolean trustActor;
  private final Supplier<UUID> ids;

  /**
   * @param trustActor whether {@code X-Weir-Actor} is believed; only behind a gateway that sets it
   */
  public RequestHeaders(boolean trustActor, Supplier<UUID> ids) {
    this.trustActor = trustActor;
    this.ids = ids;
  }

  /** The body as it came, at most one byte more than allowed. */
  static byte[] body(HttpServletRequest request) throws IOException {
    BodySyntax.ofRequest(Optional.ofNullable(request.getContentType()));
    int said = request.getContentLength();
    int most = said < 0 || said > BodyLimits.BYTES ? BodyLimits.BYTES + 1 : said;
    return request.getInputStream().readNBytes(most);
  }

  static ObjectNode tree(HttpServletRequest request, byte[] body) {
    return BodyReader.read(
        body, BodySyntax.ofRequest(Optional.ofNullable(request.getContentType())));
  }

  CommandRequest command(HttpServletRequest request, String namespace, byte[] body) {
    return new CommandRequest(
        namespace,
        actor(request),
        text(request, "X-Weir-Reason"),
        correlationId(request),
        text(request, "traceparent").filter(t -> TRACEPARENT.matcher(t).matches()),
        expectedVersion(request),
        idempotency(request, namespace, body),
        dryRun(request));
  }

  /** As in Kubernetes: {@code All} is the one word, so that a typing error is no write. */
  private static boolean dryRun(HttpServletRequest request) {
    String[] values = request.getParameterValues("dryRun");
    if (values == null) return false;
    for (String value : values)
      if (!value.equalsIgnoreCase("All"))
        throw new BadParameterException("dryRun", "All, or left out");
    return true;
  }

  /** For writes that are no commands: what cannot be tried must not be done instead. */
  static void refuseDryRun(HttpServletRequest request) {
    if (request.getParameterValues("dryRun") != null)
      throw new BadParameterException("dryRun", "left out, since files have no previews");
  }

  private Actor actor(HttpServletRequest request) {
    Actor anonymous = new Actor(Actor.Kind.USER, "anonymous");
    if (!trustActor) return anonymous;
    Optional<String> header = text(request, "X-Weir-Actor");
    if (header.isEmpty()) return anonymous;
    try {
      return Actor.parse(header.get());
    } catch (IllegalArgumentException e) {
      throw new BadHeaderException("X-Weir-Actor", "an actor such as user:ada");
    }
  }

  /** The client's own id, or a hash of it when it is no UUID. */
  private UUID correlationId(HttpServletRequest request) {
    return text(request, CORRELATION_ID)
        .map(
            text ->
                UUID_TEXT.matcher(text).matches()
                    ? UUID.fromString(text)
                    : UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)))
        .orElseGet(ids);
  }

  private static OptionalLong expectedVersion(HttpServletRequest request) {
    Optional<String> header = text(request, "If-Match");
    if (header.isEmpty() || header.get().strip().equals("*")) return OptionalLong.empty();
    Matcher etag = ETAG.matcher(header.get().strip());
    if (!etag.matches()) throw new BadHeaderException("If-Match", "one ETag such as \"5\", or *");
    return OptionalLong.of(Long.parseLong(etag.group(1)));
  }

  private static Optional<CommandRequest.Idempotency> idempotency(
      HttpServletRequest request, String namespace, byte[] body) {
    return text(request, "Idempotency-Key")
        .map(
            key -> {
              if (key.length() > 255)
                throw new BadHeaderException("Idempotency-Key", "at most 255 characters");
              return new CommandRequest.Idempotency(
                  namespace + "/" + key, fingerprint(request, body));
            });
  }

  private static byte[] fingerprint(HttpServletRequest request, byte[] body) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      String line =
          request.getMethod() + " " + request.getRequestURI() + "?" + request.getQueryString();
      digest.update(line.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
      return digest.digest(body);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Expected SHA-256 in every JDK", e);
    }
  }

  private static Optional<String> text(HttpServletRequest request, String name) {
    Optional<String> value =
        Optional.ofNullable(request.getHeader(name))
            .filter(text -> !text.isBlank())
            .map(HeaderText::decode);
    if (value.filter(text -> text.length() > LONGEST).isPresent())
      throw new BadHeaderException(name, "at most " + LONGEST + " characters");
    if (value.filter(HeaderText::hasControls).isPresent())
      throw new BadHeaderException(
          name, "one line of text: no line breaks, tabs or other control characters");
    return value;
  }
}
