package io.weir.appmanager;

import java.util.Locale;
import java.util.Optional;

/** How a body is written, and which media type means which (app-manager-api.md A.2). */
public enum BodySyntax {
  JSON("application/json"),
  YAML("application/yaml");

  private final String mediaType;

  BodySyntax(String mediaType) {
    this.mediaType = mediaType;
  }

  /** The media type of an answer in this syntax. */
  public String mediaType() {
    return mediaType;
  }

  /**
   * The syntax of a request body.
   *
   * @param contentType the header as sent
   * @return absent when there is no header: the reader tries JSON, then YAML
   * @throws RefusedBodyException with 415 for any other media type
   */
  public static Optional<BodySyntax> ofRequest(Optional<String> contentType) {
    if (contentType.isEmpty() || contentType.get().isBlank()) return Optional.empty();
    String type = essence(contentType.get());
    if (isJson(type)) return Optional.of(JSON);
    if (isYaml(type)) return Optional.of(YAML);
    throw new RefusedBodyException(
        RefusedBodyException.Code.UNSUPPORTED_MEDIA_TYPE,
        "Expected a body of application/json or application/yaml, but Content-Type is '"
            + printable(type)
            + "'. Send the header, for example: curl -H 'Content-Type: application/yaml' --data-binary @deployment.yaml");
  }

  /**
   * The syntax of the answer: the client's best choice of the two, JSON when it does not care.
   *
   * @param accept the header as sent
   * @throws RefusedBodyException with 406 when the client takes neither
   */
  public static BodySyntax ofAnswer(Optional<String> accept) {
    if (accept.isEmpty() || accept.get().isBlank()) return JSON;
    double json = -1;
    double yaml = -1;
    for (String range : accept.get().split(",")) {
      String type = essence(range);
      double quality = quality(range);
      if (isJson(type) || isAny(type)) json = Math.max(json, quality);
      if (isYaml(type)) yaml = Math.max(yaml, quality);
    }
    if (json <= 0 && yaml <= 0)
      throw new RefusedBodyException(
          RefusedBodyException.Code.NOT_ACCEPTABLE,
          "Expected Accept to name application/json or application/yaml, but it is '"
              + printable(accept.get())
              + "'. Leave it out for JSON");
    return yaml > json ? YAML : JSON;
  }

  private static boolean isAny(String type) {
    return type.equals("*/*") || type.equals("application/*");
  }

  private static boolean isJson(String type) {
    return type.equals("application/json")
        || (type.startsWith("application/") && type.endsWith("+json"));
  }

  private static boolean isYaml(String type) {
    return switch (type) {
      case "application/yaml", "application/x-yaml", "text/yaml", "text/x-yaml" -> true;
      default -> type.startsWith("application/") && type.endsWith("+yaml");
    };
  }

  private static String essence(String range) {
    int parameters = range.indexOf(';');
    return (parameters < 0 ? range : range.substring(0, parameters))
        .strip()
        .toLowerCase(Locale.ROOT);
  }

  private static double quality(String range) {
    for (String parameter : range.split(";")) {
      String text = parameter.strip();
      if (!text.startsWith("q=")) continue;
      try {
        return Double.parseDouble(text.substring(2));
      } catch (NumberFormatException e) {
        return 0;
      }
    }
    return 1;
  }

  private static String printable(String text) {
    return text.length() > 100 ? text.substring(0, 100) + "…" : text;
  }
}
