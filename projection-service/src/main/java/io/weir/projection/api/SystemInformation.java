package io.weir.projection.api;

import io.weir.appmanager.ResourceList;

/**
 * What runs here (app-manager-api.md 2.11).
 *
 * @param kind always {@code SystemInformation}
 * @param apiVersion always {@link ResourceList#API_VERSION}
 * @param status the particulars
 */
public record SystemInformation(String kind, String apiVersion, Status status) {
  /**
   * The particulars.
   *
   * @param jvmVersion of this service
   * @param revisionInformation of the build
   */
  public record Status(String jvmVersion, Revision revisionInformation) {}

  /**
   * The build.
   *
   * @param buildTime when, as ISO-8601
   * @param buildVersion the App Manager version that Weir is compatible with: a known client
   *     refuses any other
   * @param commitShaLong Weir's own version
   * @param commitShaShort the same
   */
  public record Revision(
      String buildTime, String buildVersion, String commitShaLong, String commitShaShort) {}

  /** The information of this process. */
  public static SystemInformation of(
      String jvmVersion, String buildTime, String buildVersion, String weirVersion) {
    return new SystemInformation(
        "SystemInformation",
        ResourceList.API_VERSION,
        new Status(jvmVersion, new Revision(buildTime, buildVersion, weirVersion, weirVersion)));
  }
}
