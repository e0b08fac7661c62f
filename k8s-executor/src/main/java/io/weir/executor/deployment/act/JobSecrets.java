package io.weir.executor.deployment.act;

import io.weir.events.deployment.FailureReason;
import io.weir.executor.deployment.decide.ClusterIntent;
import io.weir.executor.deployment.decide.SecretReferences;
import io.weir.executor.deployment.decide.WriteFailure;
import io.weir.executor.deployment.render.PodVariables;
import io.weir.executor.secrets.SecretValues;
import io.weir.executor.secrets.SecretValues.Resolution;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the references of one cluster mean. A secret wins over a variable of the pods of the same
 * name.
 *
 * @param values of secrets, by name
 * @param variables names that are no secrets and mean variables of the pods
 */
record JobSecrets(Map<String, String> values, Set<String> variables) {
  /**
   * Asks for the values.
   *
   * @throws FailedActionException when nobody knows them now
   * @throws RefusedException when a name is neither a secret nor a variable
   */
  static JobSecrets of(ClusterIntent cluster, SecretValues secrets) {
    Set<String> names = cluster.references();
    return switch (secrets.resolve(cluster.namespace(), names)) {
      case Resolution.Unknown unknown -> throw new FailedActionException(unknown.why());
      case Resolution.Known known -> of(cluster, names, known);
    };
  }

  private static JobSecrets of(ClusterIntent cluster, Set<String> names, Resolution.Known known) {
    Map<String, String> values = new TreeMap<>();
    known.values().forEach((name, value) -> values.put(name, value.text()));
    Set<String> variables = known.missing(names);
    variables.retainAll(PodVariables.of(cluster.spec()));
    Set<String> missing = new TreeSet<>(known.missing(names));
    missing.removeAll(variables);
    // The program is fetched before there are pods with variables of the user's.
    cluster
        .programUri()
        .ifPresent(
            uri ->
                SecretReferences.in(uri).stream()
                    .filter(name -> !values.containsKey(name))
                    .forEach(missing::add));
    if (!missing.isEmpty())
      throw new RefusedException(
          new WriteFailure(
              FailureReason.SECRET_NOT_FOUND,
              "The namespace %s has no secret value %s, which jarUri or flinkConfiguration refers to. Create it, or correct the reference"
                  .formatted(cluster.namespace(), String.join(", ", missing))),
          null);
    return new JobSecrets(values, variables);
  }
}
