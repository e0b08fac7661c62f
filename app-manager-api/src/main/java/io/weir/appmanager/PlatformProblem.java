package io.weir.appmanager;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * A problem as clients of the Platform API read it (app-manager-api.md A.6): the same members as
 * everywhere, and beside them {@code description}, {@code cause} and {@code ok}.
 */
public final class PlatformProblem {
  /** Paths of the Platform API; everything else is the App Manager's. */
  private static final List<String> PREFIXES =
      List.of("/namespaces/", "/apitokens/", "/autopilot/", "/artifacts/", "/sql/", "/catalog/");

  private PlatformProblem() {}

  /** The body of a problem in the form of the API that its path belongs to. */
  public static ObjectNode of(ProblemBody problem) {
    ObjectNode body = ResourceJson.mapper().valueToTree(problem);
    if (isPlatform(problem.path()))
      body.put("description", problem.message()).putNull("cause").put("ok", false);
    return body;
  }

  /** Whether a path belongs to the Platform API, which speaks JSON only. */
  public static boolean isPlatform(String path) {
    return PREFIXES.stream().anyMatch(path::startsWith);
  }
}
