package io.weir.projection.api;

import io.weir.appmanager.ResourceList;
import java.util.Optional;

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
   * @param buildTime when its sources were committed, as ISO-8601; absent when they came without
   *     their repository
   * @param buildVersion the App Manager version that Weir is compatible with: a known client
   *     refuses any other (docs/adr/047)
   * @param commitShaLong the commit of its sources, 40 hexadecimal digits; absent as {@code
   *     buildTime}
   * @param commitShaShort the first of them
   */
  public record Revision(
      Optional<String> buildTime,
      String buildVersion,
      Optional<String> commitShaLong,
      Optional<String> commitShaShort) {}

  /** The information with its kind and version filled in. */
  public static SystemInformation of(String jvmVersion, Revision revision) {
    return new SystemInformation(
        "SystemInformation", ResourceList.API_VERSION, new Status(jvmVersion, revision));
  }
}
