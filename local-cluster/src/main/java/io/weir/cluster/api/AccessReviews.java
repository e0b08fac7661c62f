package io.weir.cluster.api;

import io.weir.cluster.json.Trees;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * Questions of "may I?": whoever reaches this server may do everything, since it listens on the
 * loopback address only.
 */
final class AccessReviews {
  /** Plural name -> kind. */
  static final Map<String, String> KINDS =
      Map.of(
          "selfsubjectaccessreviews", "SelfSubjectAccessReview",
          "selfsubjectrulesreviews", "SelfSubjectRulesReview",
          "subjectaccessreviews", "SubjectAccessReview",
          "localsubjectaccessreviews", "LocalSubjectAccessReview");

  private AccessReviews() {}

  /** The review with its answer as the status. */
  static ObjectNode answer(String plural, ObjectNode review) {
    String kind = KINDS.get(plural);
    ObjectNode answer =
        review.deepCopy().put("apiVersion", "authorization.k8s.io/v1").put("kind", kind);
    Trees.child(answer, "metadata").putNull("creationTimestamp");
    Trees.child(answer, "spec");
    ObjectNode status = answer.putObject("status");
    if (kind.equals("SelfSubjectRulesReview")) {
      ObjectNode resources = status.putArray("resourceRules").addObject();
      resources.putArray("verbs").add("*");
      resources.putArray("apiGroups").add("*");
      resources.putArray("resources").add("*");
      ObjectNode paths = status.putArray("nonResourceRules").addObject();
      paths.putArray("verbs").add("*");
      paths.putArray("nonResourceURLs").add("*");
      status.put("incomplete", false);
    } else {
      status.put("allowed", true).put("reason", "the local cluster allows everything");
    }
    return answer;
  }
}
