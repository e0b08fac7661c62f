package io.weir.executor.secrets;

/**
 * A secret on its way into a Kubernetes Secret.
 *
 * @param version which value it is; the events of the secret name it, too
 * @param text itself
 */
public record SecretValue(long version, String text) {
  /** Without the secret. */
  @Override
  public String toString() {
    return "version " + version + " ***";
  }
}
