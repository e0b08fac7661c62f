package io.weir.executor.deployment.act;

import io.weir.executor.deployment.render.KeyStoreFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Makes the key of one cluster: its processes show it to each other and trust nothing else. No
 * authority signs it, so no other cluster of the same installation can talk to this one.
 */
final class ClusterKeys {
  /** A job may run for years; the key goes with its cluster. */
  private static final Duration VALID = Duration.ofDays(3650);

  /** Clocks of nodes differ. */
  private static final Duration SLACK = Duration.ofDays(1);

  private static final SecureRandom RANDOM = new SecureRandom();

  private ClusterKeys() {}

  /** A new key and its certificate, in one file that serves as key store and as trust store. */
  static KeyStoreFile generate(String clusterName, Instant now) {
    String password = password();
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048, RANDOM);
      KeyPair pair = generator.generateKeyPair();
      X509Certificate certificate = certificate(pair, clusterName, now);
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry(
          "internal", pair.getPrivate(), password.toCharArray(), new Certificate[] {certificate});
      store.setCertificateEntry("trusted", certificate);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      store.store(bytes, password.toCharArray());
      return new KeyStoreFile(bytes.toByteArray(), password);
    } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
      throw new IllegalStateException(
          "Expected to make a key for cluster %s, but %s".formatted(clusterName, e.getMessage()),
          e);
    }
  }

  private static X509Certificate certificate(KeyPair pair, String clusterName, Instant now)
      throws OperatorCreationException, GeneralSecurityException {
    X500Name name = new X500Name("CN=" + clusterName);
    X509CertificateHolder certificate =
        new JcaX509v3CertificateBuilder(
                name,
                new BigInteger(120, RANDOM),
                Date.from(now.minus(SLACK)),
                Date.from(now.plus(VALID)),
                name,
                pair.getPublic())
            .build(new JcaContentSignerBuilder("SHA256withRSA").build(pair.getPrivate()));
    return new JcaX509CertificateConverter().getCertificate(certificate);
  }

  private static String password() {
    byte[] bytes = new byte[24];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
