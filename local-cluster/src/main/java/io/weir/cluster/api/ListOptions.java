package io.weir.cluster.api;

import io.weir.cluster.json.MalformedJson;
import io.weir.cluster.json.Trees;
import io.weir.cluster.store.Key;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Which slice of a list, as of when.
 *
 * @param limit at most so many items; 0 for all
 * @param from where the slice before this one ended; empty for the first
 * @param atLeast not older than this version; 0 for any
 * @param exact as of {@code atLeast} exactly
 */
record ListOptions(long limit, Optional<Continuation> from, long atLeast, boolean exact) {

  /** The end of one slice: the version of the whole list and the last item given. */
  record Continuation(long version, Key last) {
    String token() {
      JsonNode token =
          Trees.object()
              .put("v", "meta.k8s.io/v1")
              .put("rv", version)
              .put("namespace", last.namespace())
              .put("name", last.name());
      return Base64.getUrlEncoder().withoutPadding().encodeToString(Trees.print(token));
    }

    static Continuation parse(String resource, String text) {
      try {
        JsonNode token = Trees.parse(Base64.getUrlDecoder().decode(text));
        Key last = new Key(resource, Trees.text(token, "namespace"), Trees.text(token, "name"));
        return new Continuation(
            Trees.number(token, "rv")
                .orElseThrow(() -> ApiFailure.badRequest("continue key is not valid: no version")),
            last);
      } catch (IllegalArgumentException | MalformedJson e) {
        throw ApiFailure.badRequest("continue key is not valid: " + e.getMessage());
      }
    }
  }

  static ListOptions of(ResourceType type, Call call) {
    long limit = call.number("limit").orElse(0L);
    String token = call.query("continue");
    if (!token.isEmpty()
        && !call.query("resourceVersion").isEmpty()
        && !call.query("resourceVersion").equals("0")) {
      throw ApiFailure.badRequest("specifying resource version is not allowed when using continue");
    }
    Optional<Continuation> from =
        token.isEmpty()
            ? Optional.empty()
            : Optional.of(Continuation.parse(type.storedAs(), token));
    return new ListOptions(
        limit, from, version(call), call.query("resourceVersionMatch").equals("Exact"));
  }

  static long version(Call call) {
    String text = call.query("resourceVersion");
    try {
      return text.isEmpty() ? 0 : Long.parseUnsignedLong(text);
    } catch (NumberFormatException e) {
      throw ApiFailure.badRequest(
          "invalid resource version \"" + text + "\": it must be a number that this server gave");
    }
  }
}
