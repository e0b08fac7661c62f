package io.weir.executor.deployment.render;

import io.weir.executor.deployment.decide.ClusterIntent;
import io.weir.executor.deployment.decide.JobIntent;
import io.weir.executor.deployment.decide.SessionIntent;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/** The labels of a cluster's objects. */
public final class Labels {
  /** On everything that belongs to one job; the only thing that its objects are selected by. */
  public static final String JOB_ID = JobIntent.LABEL;

  public static final String DEPLOYMENT_ID = "weir.io/deployment-id";
  public static final String SESSION_CLUSTER_ID = "weir.io/session-cluster-id";
  public static final String COMPONENT = "app.kubernetes.io/component";
  public static final String MANAGED_BY = "app.kubernetes.io/managed-by";
  public static final String WEIR = "weir";

  /** Components. */
  public static final String CLUSTER = "cluster";

  public static final String JOB_MANAGER = "jobmanager";
  public static final String TASK_MANAGER = "taskmanager";

  private Labels() {}

  /** The user's labels, and over them those that Weir and existing dashboards look for. */
  static ObjectNode of(ClusterIntent cluster, String component) {
    Map<String, String> labels = new TreeMap<>();
    cluster.spec().kubernetes().ifPresent(options -> labels.putAll(options.labels()));
    labels.put("app.kubernetes.io/name", "flink");
    labels.put(COMPONENT, component);
    labels.put("app.kubernetes.io/part-of", WEIR);
    labels.put(MANAGED_BY, WEIR);
    labels.put("weir.io/namespace", value(cluster.namespace()));
    labels.put(cluster.label().name(), cluster.label().value());
    labels.put("system", "ververica-platform");
    labels.put("component", component);
    labels.put("vvpNamespace", value(cluster.namespace()));
    switch (cluster) {
      case JobIntent job -> {
        labels.put("app.kubernetes.io/instance", value(job.deploymentName()));
        labels.put(DEPLOYMENT_ID, job.deploymentId().toString());
        labels.put("app", "flink-job");
        labels.put("deploymentId", job.deploymentId().toString());
        labels.put("deploymentName", value(job.deploymentName()));
        labels.put("jobId", job.jobId().toString());
      }
      case SessionIntent session -> {
        labels.put("app.kubernetes.io/instance", value(session.name()));
        labels.put(SESSION_CLUSTER_ID, session.ownerId().toString());
        labels.put("app", "flink-session");
        labels.put("sessionClusterId", session.ownerId().toString());
        labels.put("sessionClusterName", value(session.name()));
      }
    }
    return Json.texts(labels);
  }

  /** What finds the pods of one component of one cluster. */
  static ObjectNode selector(ClusterIntent cluster, String component) {
    return Json.texts(
        Map.of(cluster.label().name(), cluster.label().value(), COMPONENT, component));
  }

  /** At most 63 characters of the allowed ones, with a letter or digit at both ends. */
  private static String value(String text) {
    String allowed = text.replaceAll("[^A-Za-z0-9_.-]", "-");
    String cut = allowed.length() > 63 ? allowed.substring(0, 63) : allowed;
    return cut.replaceAll("^[^A-Za-z0-9]+|[^A-Za-z0-9]+$", "");
  }
}
