package io.weir.appmanager;

import io.weir.appmanager.RefusedBodyException.Code;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the body of a request into a tree, within {@link BodyLimits}. */
public final class BodyReader {
  private BodyReader() {}

  /**
   * The body as an object.
   *
   * @param body the bytes, UTF-8
   * @param syntax how it is written; absent: JSON when it is JSON, else YAML
   * @throws RefusedBodyException when it is not one object within the limits
   */
  public static ObjectNode read(byte[] body, Optional<BodySyntax> syntax) {
    if (body.length > BodyLimits.BYTES)
      throw new RefusedBodyException(
          Code.BODY_TOO_LARGE,
          "Expected a body of at most "
              + BodyLimits.BYTES
              + " bytes, but it has "
              + body.length
              + ". Move what is large into the artifact or a file that it reads");
    JsonNode tree =
        syntax
            .map(s -> s == BodySyntax.JSON ? json(body) : YamlTree.read(body))
            .orElseGet(() -> guess(body));
    TextLimits.check(tree, "");
    if (tree instanceof ObjectNode object) return object;
    throw new RefusedBodyException(
        Code.OBJECT_EXPECTED,
        "Expected one object with metadata and spec, but the body is "
            + (tree.isMissingNode() || tree.isNull() ? "empty" : "something else")
            + ". Send the resource as JSON or YAML");
  }

  private static JsonNode guess(byte[] body) {
    try {
      return json(body);
    } catch (RefusedBodyException e) {
      if (e.code() != Code.MALFORMED_BODY) throw e;
      return YamlTree.read(body);
    }
  }

  private static JsonNode json(byte[] body) {
    try {
      JsonNode tree = ResourceJson.mapper().readTree(body);
      NumberLimits.check(tree, "");
      return tree;
    } catch (StreamConstraintsException e) {
      throw new RefusedBodyException(
          Code.BODY_OUTSIDE_LIMITS,
          "Expected at most "
              + BodyLimits.DEPTH
              + " levels and numbers of at most 1000 characters, but the JSON body "
              + at(e.getLocation())
              + " goes beyond");
    } catch (JacksonException e) {
      throw new RefusedBodyException(
          Code.MALFORMED_BODY,
          "Expected JSON, but " + at(e.getLocation()) + ": " + firstLine(e.getOriginalMessage()),
          List.of(new ProblemBody.Fault("", firstLine(e.getOriginalMessage()))));
    }
  }

  private static String at(TokenStreamLocation location) {
    return location == null
        ? "at an unknown place"
        : "at line " + location.getLineNr() + ", column " + location.getColumnNr();
  }

  private static String firstLine(String text) {
    String line = text.lines().findFirst().orElse("it cannot be read");
    return line.length() > 300 ? line.substring(0, 300) + "…" : line;
  }
}
