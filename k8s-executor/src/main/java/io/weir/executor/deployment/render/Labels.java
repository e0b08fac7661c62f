package io.weir.executor.deployment.render;

import io.weir.executor.deployment.decide.JobIntent;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/** The labels of a cluster's objects. */
public final class Labels {
  /** On everything that belongs to one job; the only thing that is selected by. */
  public static final String JOB_ID = "weir.io/job-id";

  public static final String DEPLOYMENT_ID = "weir.io/deployment-id";
  public static final String COMPONENT = "app.kubernetes.io/component";
  public static final String MANAGED_BY = "app.kubernetes.io/managed-by";
  public static final String WEIR = "weir";

  /** Components. */
  public static final String CLUSTER = "cluster";

  public static final String JOB_MANAGER = "jobmanager";
  public static final String TASK_MANAGER = "taskmanager";

  private Labels() {}

  /** The user's labels, and over them those that Weir and existing dashboards look for. */
  static ObjectNode of(JobIntent job, String component) {
    Map<String, String> labels = new TreeMap<>();
    job.request().spec().kubernetes().ifPresent(options -> labels.putAll(options.labels()));
    labels.put("app.kubernetes.io/name", "flink");
    labels.put("app.kubernetes.io/instance", value(job.deploymentName()));
    labels.put(COMPONENT, component);
    labels.put("app.kubernetes.io/part-of", WEIR);
    labels.put(MANAGED_BY, WEIR);
    labels.put(DEPLOYMENT_ID, job.deploymentId().toString());
    labels.put(JOB_ID, job.jobId().toString());
    labels.put("weir.io/namespace", value(job.namespace()));
    labels.put("system", "ververica-platform");
    labels.put("app", "flink-job");
    labels.put("component", component);
    labels.put("deploymentId", job.deploymentId().toString());
    labels.put("deploymentName", value(job.deploymentName()));
    labels.put("jobId", job.jobId().toString());
    labels.put("vvpNamespace", value(job.namespace()));
    return Json.texts(labels);
  }

  /** What finds the pods of one component of one job. */
  static ObjectNode selector(JobIntent job, String component) {
    return Json.texts(Map.of(JOB_ID, job.jobId().toString(), COMPONENT, component));
  }

  /** At most 63 characters of the allowed ones, with a letter or digit at both ends. */
  private static String value(String text) {
    String allowed = text.replaceAll("[^A-Za-z0-9_.-]", "-");
    String cut = allowed.length() > 63 ? allowed.substring(0, 63) : allowed;
    return cut.replaceAll("^[^A-Za-z0-9]+|[^A-Za-z0-9]+$", "");
  }
}
