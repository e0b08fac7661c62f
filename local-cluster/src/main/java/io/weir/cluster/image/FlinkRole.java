package io.weir.cluster.image;

/** The processes that a Flink image can become, and the main class of each. */
enum FlinkRole {
  STANDALONE_JOB(
      "standalonejob",
      "org.apache.flink.container.entrypoint.StandaloneApplicationClusterEntryPoint",
      false),
  SESSION_JOB_MANAGER(
      "standalonesession",
      "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
      false),
  TASK_MANAGER("taskexecutor", "org.apache.flink.runtime.taskexecutor.TaskManagerRunner", true),
  NATIVE_APPLICATION(
      "kubernetes-application",
      "org.apache.flink.kubernetes.entrypoint.KubernetesApplicationClusterEntrypoint",
      false),
  NATIVE_SESSION(
      "kubernetes-session",
      "org.apache.flink.kubernetes.entrypoint.KubernetesSessionClusterEntrypoint",
      false),
  NATIVE_TASK_MANAGER(
      "kubernetes-taskmanager",
      "org.apache.flink.kubernetes.taskmanager.KubernetesTaskExecutorRunner",
      true);

  /** As Flink's own scripts name it; part of log file names. */
  final String label;

  private final String mainClass;
  final boolean taskManager;

  /** The main class in an image; lines before 1.11 had another for jobs. */
  String mainClass(Image.Flink image) {
    return this == STANDALONE_JOB && image.isBefore1_11()
        ? "org.apache.flink.container.entrypoint.StandaloneJobClusterEntryPoint"
        : mainClass;
  }

  FlinkRole(String label, String mainClass, boolean taskManager) {
    this.label = label;
    this.mainClass = mainClass;
    this.taskManager = taskManager;
  }
}
