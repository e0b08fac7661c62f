package io.weir.appmanager;

/**
 * A secret value as clients see it (app-manager-api.md 2.8): never its value, for which this has no
 * place.
 *
 * @param kind always {@link #KIND}
 * @param apiVersion always {@link ResourceList#API_VERSION}
 * @param metadata who it is
 * @param spec of which kind it is
 */
public record SecretValueResource(
    String kind, String apiVersion, ResourceMetadata metadata, Spec spec) {
  public static final String KIND = "SecretValue";
  public static final String PLAIN = "PLAIN";

  /**
   * Of which kind it is.
   *
   * @param kind always {@link #PLAIN}
   */
  public record Spec(String kind) {}

  /** A secret value with its kind and version filled in. */
  public static SecretValueResource of(ResourceMetadata metadata) {
    return new SecretValueResource(KIND, ResourceList.API_VERSION, metadata, new Spec(PLAIN));
  }
}
