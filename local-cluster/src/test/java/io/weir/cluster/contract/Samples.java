package io.weir.cluster.contract;

/** Objects as JSON text, in the smallest form that a real cluster accepts. */
final class Samples {
  private Samples() {}

  static String configMap(String name, String data) {
    return """
        {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"%s"},"data":%s}"""
        .formatted(name, data);
  }

  static String deployment(String name, String specFields, String containerFields) {
    return """
        {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"%1$s"},"spec":{%2$s
         "selector":{"matchLabels":{"app":"%1$s"}},
         "template":{"metadata":{"labels":{"app":"%1$s"}},
          "spec":{"containers":[{"name":"main","image":"weir.invalid/none:1"%3$s}]}}}}"""
        .formatted(
            name,
            specFields.isEmpty() ? "" : specFields + ",",
            containerFields.isEmpty() ? "" : "," + containerFields);
  }

  /** Of no replicas, so that a real cluster starts nothing. */
  static String deployment(String name) {
    return deployment(name, "\"replicas\":0", "");
  }

  static String lease(String name, String holder, String version) {
    return """
        {"apiVersion":"coordination.k8s.io/v1","kind":"Lease","metadata":{"name":"%s"%s},
         "spec":{"holderIdentity":"%s","leaseDurationSeconds":15,"renewTime":"2026-01-02T03:04:05.678901Z"}}"""
        .formatted(
            name, version.isEmpty() ? "" : ",\"resourceVersion\":\"" + version + "\"", holder);
  }
}
