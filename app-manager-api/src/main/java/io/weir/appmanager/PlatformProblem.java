package io.weir.appmanager;

import tools.jackson.databind.node.ObjectNode;

/**
 * A problem as clients of the Platform API read it (app-manager-api.md A.6): the same members as
 * everywhere, and beside them {@code description}, {@code cause} and {@code ok}.
 */
public final class PlatformProblem {
  /** Paths of the App Manager; everything else is the Platform's. */
  private static final String APP_MANAGER = "/api/";

  private PlatformProblem() {}

  /** The body of a problem in the form of the API that its path belongs to. */
  public static ObjectNode of(ProblemBody problem) {
    ObjectNode body = ResourceJson.mapper().valueToTree(problem);
    if (isPlatform(problem.path()))
      body.put("description", problem.message()).putNull("cause").put("ok", false);
    return body;
  }

  /** Whether a path is none of the App Manager's: the Platform API speaks JSON only. */
  public static boolean isPlatform(String path) {
    return !path.startsWith(APP_MANAGER);
  }
}
