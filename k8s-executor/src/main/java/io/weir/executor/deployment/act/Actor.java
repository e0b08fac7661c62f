package io.weir.executor.deployment.act;

import io.weir.events.deployment.FailureReason;
import io.weir.executor.deployment.act.ExecutorFailpoints.Write;
import io.weir.executor.deployment.decide.Action;
import io.weir.executor.deployment.decide.Decision;
import io.weir.executor.deployment.decide.ObjectRef;
import io.weir.executor.deployment.decide.Part;
import io.weir.executor.deployment.decide.WriteFailure;
import io.weir.executor.deployment.render.ClusterManifests;
import io.weir.executor.deployment.render.ClusterSecret;
import io.weir.executor.deployment.render.RenderSettings;
import io.weir.executor.deployment.render.UnrenderableException;
import io.weir.executor.deployment.report.Reporter;
import io.weir.executor.flink.Answer;
import io.weir.executor.flink.FlinkJobs;
import io.weir.executor.flink.HaStorage;
import io.weir.executor.flink.StateRemoval;
import io.weir.executor.kube.KubernetesException;
import io.weir.executor.kube.KubernetesObjects;
import io.weir.executor.secrets.SecretValues;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Carries out the actions of one decision, in order. */
public final class Actor {
  /** A process that was frozen between looking and acting must look again. */
  private static final Duration FRESH = Duration.ofSeconds(5);

  private final KubernetesObjects kubernetes;
  private final FlinkJobs flink;
  private final Submissions submissions;
  private final StateRemoval removal;
  private final HaStorage haStorage;
  private final Reporter reporter;
  private final SecretValues secrets;
  private final RenderSettings settings;
  private final InstantSource clock;

  public Actor(
      KubernetesObjects kubernetes,
      FlinkJobs flink,
      Submissions submissions,
      StateRemoval removal,
      HaStorage haStorage,
      Reporter reporter,
      SecretValues secrets,
      RenderSettings settings,
      InstantSource clock) {
    this.kubernetes = kubernetes;
    this.flink = flink;
    this.submissions = submissions;
    this.removal = removal;
    this.haStorage = haStorage;
    this.reporter = reporter;
    this.secrets = secrets;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Does what was decided.
   *
   * @param seenAt when what the decision rests on was seen
   * @param sequence of the last event that the decision knew
   * @throws RefusedException when an action would be refused again
   * @throws FailedActionException when the outcome of an action is open or another look is due
   */
  public void carryOut(Decision decision, Instant seenAt, long sequence) {
    for (Action action : decision.actions()) {
      if (Duration.between(seenAt, clock.instant()).compareTo(FRESH) > 0)
        throw new FailedActionException(
            "Expected to act on %s within %s of looking, but it took longer"
                .formatted(decision.why(), FRESH));
      try {
        carryOut(action, seenAt, sequence);
      } catch (UnrenderableException e) {
        throw new RefusedException(
            new WriteFailure(FailureReason.INVALID_MANIFEST, e.getMessage()), e);
      } catch (KubernetesException e) {
        if (e.passes()) throw e;
        throw new RefusedException(new WriteFailure(reason(e.kind()), e.getMessage()), e);
      }
    }
  }

  private void carryOut(Action action, Instant seenAt, long sequence) {
    switch (action) {
      case Action.LookLive look -> {}
      case Action.CreateOwner create ->
          ExecutorFailpoints.around(
              Write.CREATE_OWNER,
              () ->
                  kubernetes.create(
                      create.cluster().kubernetesNamespace(),
                      ClusterManifests.owner(create.cluster())));
      case Action.Apply apply -> apply(apply);
      case Action.Scale scale ->
          ExecutorFailpoints.around(
              Write.SCALE,
              () -> kubernetes.scale(scale.namespace(), scale.deployment(), scale.replicas()));
      case Action.Delete delete -> {
        for (ObjectRef object : delete.objects())
          ExecutorFailpoints.around(
              Write.DELETE, () -> kubernetes.delete(delete.namespace(), object));
      }
      case Action.TriggerSavepoint trigger ->
          ExecutorFailpoints.around(
              Write.TRIGGER_SAVEPOINT,
              () ->
                  expect(
                      flink.trigger(
                          trigger.jobManager(),
                          trigger.job().inFlink(),
                          trigger.savepoint().request()),
                      "trigger savepoint " + trigger.savepoint().savepointId(),
                      FailureReason.SAVEPOINT_NOT_TRIGGERED));
      case Action.Rescale rescale ->
          ExecutorFailpoints.around(
              Write.RESCALE,
              () ->
                  expect(
                      flink.rescale(
                          rescale.jobManager(), rescale.job().inFlink(), rescale.parallelism()),
                      "rescale job " + rescale.job().jobId(),
                      FailureReason.RESCALE_REFUSED));
      case Action.CancelJob cancel ->
          ExecutorFailpoints.around(
              Write.CANCEL_JOB,
              () ->
                  expect(
                      flink.cancel(cancel.jobManager(), cancel.job().inFlink()),
                      "cancel job " + cancel.job().jobId(),
                      FailureReason.STOP_FAILED));
      case Action.Submit submit -> submissions.start(submit.jobManager(), submit.job());
      case Action.AbandonSubmission abandon -> submissions.abandon(abandon.jobId());
      case Action.DeleteJars delete -> submissions.remove(delete.jobManager(), delete.jars());
      case Action.RemoveData remove ->
          ExecutorFailpoints.around(
              Write.REMOVE_DATA, () -> remove(remove.disposal().request().location()));
      case Action.RemoveHaData remove ->
          ExecutorFailpoints.around(Write.REMOVE_HA_DATA, () -> removeHaData(remove));
      case Action.Report report ->
          ExecutorFailpoints.around(
              Write.REPORT,
              () -> reporter.report(report.report(), report.answers(), sequence, seenAt));
    }
  }

  private void apply(Action.Apply apply) {
    JobSecrets known = JobSecrets.of(apply.cluster(), secrets);
    // All are rendered before the first is applied: half a cluster is not begun in vain.
    Map<Part, ObjectNode> manifests = new EnumMap<>(Part.class);
    for (Part part : apply.parts()) manifests.put(part, manifest(apply, part, known));
    manifests.forEach(
        (part, manifest) ->
            ExecutorFailpoints.around(
                Write.of(part),
                () -> write(apply.cluster().kubernetesNamespace(), part, manifest)));
  }

  private void write(String namespace, Part part, ObjectNode manifest) {
    if (part != Part.SECRET) {
      kubernetes.apply(namespace, manifest);
      return;
    }
    try {
      kubernetes.create(namespace, manifest);
    } catch (KubernetesException e) {
      // Made before, with keys that pods may have already.
      if (e.kind() != KubernetesException.Kind.CONFLICT) throw e;
    }
  }

  private ObjectNode manifest(Action.Apply apply, Part part, JobSecrets known) {
    if (part == Part.SECRET)
      return ClusterSecret.of(
          apply.cluster(),
          apply.ownerUid(),
          known.values(),
          apply.cluster().encrypted()
              ? Optional.of(ClusterKeys.generate(apply.cluster().clusterName(), clock.instant()))
              : Optional.empty());
    ObjectNode manifest =
        ClusterManifests.part(apply.cluster(), part, apply.ownerUid(), settings, known.variables());
    String uid = apply.existing().get(part);
    // Kubernetes refuses to make an object anew when a uid is given.
    if (uid != null) ((ObjectNode) manifest.get("metadata")).put("uid", uid);
    return manifest;
  }

  private void remove(String location) {
    try {
      removal.remove(location);
    } catch (StateRemoval.NotStateException e) {
      throw new RefusedException(
          new WriteFailure(FailureReason.DATA_NOT_REMOVED, e.getMessage()), e);
    } catch (IOException e) {
      throw new FailedActionException("Expected to remove " + location + ", but " + e);
    }
  }

  private void removeHaData(Action.RemoveHaData remove) {
    try {
      haStorage.remove(remove.storageDir(), remove.own());
    } catch (IOException e) {
      throw new RefusedException(
          new WriteFailure(
              FailureReason.DATA_NOT_REMOVED,
              "Expected to remove %s, but %s".formatted(remove.storageDir(), e)),
          e);
    }
  }

  static void expect(Answer<Boolean> answer, String what, FailureReason reason) {
    switch (answer) {
      case Answer.Given<Boolean> done -> {}
      case Answer.NotFound<Boolean> none ->
          throw new FailedActionException(
              "Expected to " + what + ", but Flink does not know the job");
      case Answer.Refused<Boolean> refused ->
          throw new RefusedException(
              new WriteFailure(
                  reason,
                  "Expected to %s, but Flink answered %d %s"
                      .formatted(what, refused.status(), refused.message())),
              null);
      case Answer.Unavailable<Boolean> unavailable ->
          throw new FailedActionException("Expected to " + what + ", but " + unavailable.why());
    }
  }

  private static FailureReason reason(KubernetesException.Kind kind) {
    return switch (kind) {
      case FORBIDDEN -> FailureReason.FORBIDDEN;
      case NAMESPACE_MISSING -> FailureReason.TARGET_NOT_FOUND;
      case INVALID -> FailureReason.INVALID_MANIFEST;
      case QUOTA_EXCEEDED -> FailureReason.QUOTA_EXCEEDED;
      case UNAVAILABLE, THROTTLED, CONFLICT -> FailureReason.UNCLASSIFIED;
    };
  }
}
