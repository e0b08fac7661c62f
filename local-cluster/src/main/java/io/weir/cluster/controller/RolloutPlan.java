package io.weir.cluster.controller;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How many replicas each replica set of a deployment should have next, by the rules of Kubernetes.
 * Pure.
 */
final class RolloutPlan {
  private static final String DEFAULT_PART = "25%";

  private final int wanted;
  private final int surge;
  private final int unavailable;
  private final Map<ReplicaSet, Integer> planned = new LinkedHashMap<>();

  private RolloutPlan(Deployment deployment) {
    this.wanted = Optional.ofNullable(deployment.getSpec().getReplicas()).orElse(1);
    var rolling =
        Optional.ofNullable(deployment.getSpec().getStrategy())
            .map(strategy -> strategy.getRollingUpdate());
    this.surge = part(rolling.map(one -> one.getMaxSurge()), true);
    int down = part(rolling.map(one -> one.getMaxUnavailable()), false);
    // Neither more nor fewer than wanted would leave no step to take.
    this.unavailable = surge == 0 && down == 0 ? 1 : down;
  }

  static boolean recreates(Deployment deployment) {
    return deployment.getSpec().getStrategy() != null
        && "Recreate".equals(deployment.getSpec().getStrategy().getType());
  }

  /**
   * How many of the wanted replicas may be missing while the deployment still counts as available.
   */
  static int mostUnavailable(Deployment deployment) {
    return recreates(deployment) ? 0 : new RolloutPlan(deployment).unavailable;
  }

  /** The next replica counts, for the sets whose count changes. */
  static Map<ReplicaSet, Integer> next(
      Deployment deployment, ReplicaSet current, List<ReplicaSet> old) {
    RolloutPlan plan = new RolloutPlan(deployment);
    if (recreates(deployment)) {
      plan.recreate(current, old);
    } else {
      plan.roll(current, old);
    }
    return plan.planned;
  }

  private void recreate(ReplicaSet current, List<ReplicaSet> old) {
    old.forEach(set -> plan(set, 0));
    plan(current, wanted);
  }

  private void roll(ReplicaSet current, List<ReplicaSet> old) {
    int total = spec(current) + old.stream().mapToInt(RolloutPlan::spec).sum();
    if (spec(current) > wanted) {
      plan(current, wanted);
    } else {
      int room = Math.max(0, wanted + surge - total);
      plan(current, spec(current) + Math.min(room, wanted - spec(current)));
    }
    int leastAvailable = wanted - unavailable;
    int mayGo = total - leastAvailable - (spec(current) - available(current));
    // Replicas that do not work go first: nothing is lost with them.
    for (ReplicaSet set : old) {
      int broken = Math.min(Math.max(0, mayGo), spec(set) - available(set));
      if (broken > 0) {
        plan(set, spec(set) - broken);
        mayGo -= broken;
      }
    }
    int working = available(current) + old.stream().mapToInt(RolloutPlan::available).sum();
    int spare = Math.min(mayGo, working - leastAvailable);
    for (ReplicaSet set : old) {
      int left = planned.getOrDefault(set, spec(set));
      int goes = Math.min(Math.max(0, spare), left);
      if (goes > 0) {
        plan(set, left - goes);
        spare -= goes;
      }
    }
  }

  private void plan(ReplicaSet set, int replicas) {
    if (spec(set) != replicas) {
      planned.put(set, replicas);
    }
  }

  private int part(Optional<IntOrString> value, boolean roundUp) {
    Object given = value.map(IntOrString::getValue).orElse(DEFAULT_PART);
    if (given instanceof Integer number) {
      return number;
    }
    String percent = given.toString();
    double exact = wanted * Double.parseDouble(percent.replace("%", "")) / 100;
    return (int) (roundUp ? Math.ceil(exact) : Math.floor(exact));
  }

  static int spec(ReplicaSet set) {
    return Optional.ofNullable(set.getSpec().getReplicas()).orElse(1);
  }

  private static int available(ReplicaSet set) {
    return Optional.ofNullable(set.getStatus())
        .map(status -> status.getAvailableReplicas())
        .orElse(0);
  }
}
