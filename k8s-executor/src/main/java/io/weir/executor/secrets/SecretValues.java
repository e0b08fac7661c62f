package io.weir.executor.secrets;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Gives the values of secrets, as they are now. */
public interface SecretValues {
  /**
   * The values of these names in a namespace, all of one moment. Asks nobody for no names.
   *
   * @param namespace Weir's namespace, not Kubernetes'
   * @param names as in {@code ${name}}
   */
  Resolution resolve(String namespace, Set<String> names);

  /** What came of it. */
  sealed interface Resolution {
    /**
     * It is known what there is.
     *
     * @param values by name; a name that is missing here is missing there
     */
    record Known(Map<String, SecretValue> values) implements Resolution {
      public Known {
        values = Map.copyOf(values);
      }

      /** Those of the wanted names that there are not. */
      public Set<String> missing(Set<String> wanted) {
        Set<String> rest = new TreeSet<>(wanted);
        rest.removeAll(values.keySet());
        return rest;
      }
    }

    /**
     * Nobody knows: ask again later, and conclude nothing.
     *
     * @param why what was tried and what came back
     */
    record Unknown(String why) implements Resolution {}
  }
}
