package io.weir.executor.deployment.decide;

/**
 * One object in Kubernetes, this very one: a later object of the same name has another uid.
 *
 * @param kind its kind
 * @param name its name
 * @param uid its uid
 */
public record ObjectRef(String kind, String name, String uid) {
  /** {@code kind/name}, for people. */
  public String text() {
    return kind + "/" + name;
  }
}
