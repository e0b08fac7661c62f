package io.weir.executor.infra;

import io.micrometer.core.instrument.MeterRegistry;
import io.weir.executor.deployment.decide.Action;
import io.weir.executor.deployment.decide.Decision;
import io.weir.executor.deployment.decide.Desired;
import io.weir.executor.deployment.decide.DesiredSession;
import io.weir.executor.deployment.decide.Why;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says what was decided and what failed: one line and one count each. */
final class Narrator {
  private static final Logger LOG = LoggerFactory.getLogger("io.weir.executor");

  private final MeterRegistry metrics;

  /** Waiting for the same thing is said once. */
  private final Map<UUID, Why> lastWhy = new ConcurrentHashMap<>();

  private final Map<UUID, String> lastFailure = new ConcurrentHashMap<>();

  Narrator(MeterRegistry metrics) {
    this.metrics = metrics;
  }

  void decided(Desired desired, Decision decision) {
    decided("deployment", desired.deploymentId(), desired.sequence(), decision);
  }

  void decided(DesiredSession desired, Decision decision) {
    decided("session cluster", desired.sessionClusterId(), desired.sequence(), decision);
  }

  private void decided(String noun, UUID id, long sequence, Decision decision) {
    metrics.counter("weir.executor.decisions", "why", decision.why().name()).increment();
    for (Action action : decision.actions())
      metrics
          .counter("weir.executor.actions", "action", action.getClass().getSimpleName())
          .increment();
    Why before = lastWhy.put(id, decision.why());
    if (decision.why() == before) return;
    lastFailure.remove(id);
    LOG.info(
        "{} {} at event {}: {} {}",
        noun,
        id,
        sequence,
        decision.why(),
        decision.actions().stream().map(Narrator::inShort).toList());
  }

  void failed(UUID id, RuntimeException failure) {
    metrics
        .counter("weir.executor.failures", "kind", failure.getClass().getSimpleName())
        .increment();
    String text = String.valueOf(failure.getMessage());
    if (text.equals(lastFailure.put(id, text))) return;
    // A failure of our own making is a bug: its stack trace is wanted.
    if (failure.getClass().getName().startsWith("io.weir.")) LOG.warn("{}: {}", id, text);
    else LOG.error("{}: {}", id, text, failure);
  }

  private static String inShort(Action action) {
    return switch (action) {
      case Action.LookLive look -> "look live";
      case Action.CreateOwner create -> "create " + create.cluster().clusterName();
      case Action.Apply apply -> "apply " + apply.parts();
      case Action.Delete delete ->
          "delete " + delete.objects().stream().map(each -> each.text()).toList();
      case Action.TriggerSavepoint trigger ->
          "trigger savepoint " + trigger.savepoint().savepointId();
      case Action.Scale scale -> "scale " + scale.deployment().text() + " to " + scale.replicas();
      case Action.Rescale rescale ->
          "rescale job " + rescale.job().jobId() + " to " + rescale.parallelism();
      case Action.CancelJob cancel -> "cancel job " + cancel.job().jobId();
      case Action.RemoveHaData remove -> "remove what Flink kept in " + remove.storageDir();
      case Action.Submit submit -> "submit job " + submit.job().jobId();
      case Action.AbandonSubmission abandon -> "submit no more of job " + abandon.jobId();
      case Action.DeleteJars delete -> "remove programs " + delete.jars();
      case Action.RemoveData remove ->
          "remove the data of savepoint " + remove.disposal().savepointId();
      case Action.Report report -> "report " + report.report().getClass().getSimpleName();
    };
  }
}
