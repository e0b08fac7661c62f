package io.weir.executor.deployment.render;

/**
 * A key with its certificate, for encryption within one cluster.
 *
 * @param content a PKCS #12 file
 * @param password of the file and of the key in it
 */
public record KeyStoreFile(byte[] content, String password) {
  /** Without the secret. */
  @Override
  public String toString() {
    return "key store of " + content.length + " bytes";
  }
}
