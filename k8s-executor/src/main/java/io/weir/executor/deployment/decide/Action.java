package io.weir.executor.deployment.decide;

import io.weir.events.report.TransitionReport;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** One touch of the outside. */
public sealed interface Action {
  /** Whether it can end or begin a job. At most one of these is in a decision. */
  boolean disruptive();

  /** Ask the API server itself, not the cache, and decide again. */
  record LookLive() implements Action {
    @Override
    public boolean disruptive() {
      return false;
    }
  }

  /** Create the parent object of the cluster. */
  record CreateOwner(ClusterIntent cluster) implements Action {
    @Override
    public boolean disruptive() {
      return true;
    }
  }

  /**
   * Apply parts under this very parent: with another parent they would be collected as garbage.
   *
   * @param cluster which
   * @param ownerUid the parent's uid
   * @param parts which
   * @param existing uids of parts that are there: should one have gone since, it is not made anew
   */
  record Apply(ClusterIntent cluster, String ownerUid, Set<Part> parts, Map<Part, String> existing)
      implements Action {
    public Apply {
      parts = Set.copyOf(parts);
      existing = Map.copyOf(existing);
    }

    /** Only a job's own JobManager begins a job. */
    @Override
    public boolean disruptive() {
      return parts.contains(Part.JOB_MANAGER);
    }
  }

  /**
   * Give a Deployment another number of pods and change nothing else: its pods' template may have
   * been rendered by another version of Weir, and stays.
   *
   * @param namespace Kubernetes' namespace
   * @param deployment which
   * @param replicas how many
   */
  record Scale(String namespace, ObjectRef deployment, int replicas) implements Action {
    @Override
    public boolean disruptive() {
      return false;
    }
  }

  /**
   * Delete these very objects.
   *
   * @param namespace Kubernetes' namespace
   * @param objects which
   */
  record Delete(String namespace, List<ObjectRef> objects) implements Action {
    public Delete {
      objects = List.copyOf(objects);
    }

    @Override
    public boolean disruptive() {
      return true;
    }
  }

  /**
   * Remove what Flink wrote to bring jobs back, now that nothing of their cluster is left.
   *
   * @param storageDir where
   * @param own how its path ends if nobody else uses it
   */
  record RemoveHaData(String storageDir, String own) implements Action {
    @Override
    public boolean disruptive() {
      return true;
    }
  }

  /**
   * Trigger a savepoint with the trigger id of its intent.
   *
   * @param jobManager where
   * @param job of which
   * @param savepoint which
   */
  record TriggerSavepoint(URI jobManager, JobIdentity job, SavepointIntent savepoint)
      implements Action {
    @Override
    public boolean disruptive() {
      return savepoint.stopsTheJob();
    }
  }

  /**
   * Tell Flink how many subtasks each vertex is to have; said twice it is the same.
   *
   * @param jobManager where
   * @param job which
   * @param parallelism by vertex id
   */
  record Rescale(URI jobManager, JobIdentity job, Map<String, Integer> parallelism)
      implements Action {
    public Rescale {
      parallelism = Map.copyOf(parallelism);
    }

    @Override
    public boolean disruptive() {
      return true;
    }
  }

  /**
   * Cancel the job.
   *
   * @param jobManager where
   * @param job which
   */
  record CancelJob(URI jobManager, JobIdentity job) implements Action {
    @Override
    public boolean disruptive() {
      return true;
    }
  }

  /**
   * Hand the program to the session cluster and have it run under the job's id; goes on beside the
   * passes.
   *
   * @param jobManager where
   * @param job which
   */
  record Submit(URI jobManager, JobIntent job) implements Action {
    @Override
    public boolean disruptive() {
      return true;
    }
  }

  /**
   * Hand over no more: what is not sent yet is not sent.
   *
   * @param jobId which
   */
  record AbandonSubmission(UUID jobId) implements Action {
    @Override
    public boolean disruptive() {
      return false;
    }
  }

  /**
   * Remove programs from a session cluster; jobs that run keep theirs.
   *
   * @param jobManager where
   * @param jars Flink's ids of them
   */
  record DeleteJars(URI jobManager, List<String> jars) implements Action {
    public DeleteJars {
      jars = List.copyOf(jars);
    }

    @Override
    public boolean disruptive() {
      return false;
    }
  }

  /**
   * Tell the command side.
   *
   * @param report the fact
   * @param answers the intent that it answers
   */
  record Report(TransitionReport report, Origin answers) implements Action {
    @Override
    public boolean disruptive() {
      return false;
    }
  }

  /** Remove a savepoint's data. */
  record RemoveData(DisposalIntent disposal) implements Action {
    @Override
    public boolean disruptive() {
      return false;
    }
  }
}
