package io.weir.command.seal;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Seals and opens secret values: AES-256-GCM with a random nonce per value. */
public final class SecretSeal {
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final MasterKeys keys;
  private final SecureRandom random = new SecureRandom();

  public SecretSeal(MasterKeys keys) {
    this.keys = keys;
  }

  /** Seals under the current key. */
  public Sealed seal(SecretText value, SealedName name) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key(keys.current()), nonce, name);
      return new Sealed(keys.current(), nonce, cipher.doFinal(value.utf8()));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("Expected every JDK to know AES-GCM", impossible);
    }
  }

  /**
   * Opens what was sealed for this name and version.
   *
   * @throws UnopenedSecretException when the key is not known here, or it was sealed for another
   *     name, or changed
   */
  public SecretText open(Sealed sealed, SealedName name) {
    try {
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, key(sealed.keyId()), sealed.nonce(), name);
      return SecretText.ofUtf8(cipher.doFinal(sealed.ciphertext()));
    } catch (AEADBadTagException changed) {
      throw new UnopenedSecretException(
          "Expected the secret value %s of namespace %s in version %d to open, but it was sealed for another name or changed since"
              .formatted(name.name(), name.namespace(), name.version()));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("Expected every JDK to know AES-GCM", impossible);
    }
  }

  /** Whether it is sealed with the current key. */
  public boolean isCurrent(Sealed sealed) {
    return sealed.keyId().equals(keys.current());
  }

  /**
   * A fingerprint of a request that holds a secret. Without the master key nobody can try secrets
   * against it.
   */
  public byte[] fingerprint(byte[] plain) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key(keys.current()).getEncoded(), "HmacSHA256"));
      mac.update("weir/request-fingerprint".getBytes(java.nio.charset.StandardCharsets.UTF_8));
      return mac.doFinal(plain);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("Expected every JDK to know HMAC-SHA-256", impossible);
    }
  }

  private SecretKey key(String id) {
    return keys.find(id)
        .orElseThrow(
            () ->
                new UnopenedSecretException(
                    "Expected the master key '" + id + "' in the key file, but it is not there"));
  }

  private static Cipher cipher(int mode, SecretKey key, byte[] nonce, SealedName name)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(name.authenticated());
    return cipher;
  }
}
