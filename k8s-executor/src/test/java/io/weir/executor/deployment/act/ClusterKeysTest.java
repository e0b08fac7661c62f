package io.weir.executor.deployment.act;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.executor.deployment.render.KeyStoreFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.security.KeyStore;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;

/** Real handshakes, both sides showing their key as Flink's processes do. */
class ClusterKeysTest {
  private final KeyStoreFile one = ClusterKeys.generate("job-1", Instant.now());

  @Test
  void letsTheProcessesOfAClusterTalk() throws Exception {
    assertThat(said(one, one)).isEqualTo(7);
  }

  @Test
  void keepsAnotherClusterOut() {
    KeyStoreFile other = ClusterKeys.generate("job-2", Instant.now());

    assertThat(other.password()).isNotEqualTo(one.password());
    assertThatThrownBy(() -> said(one, other)).isInstanceOf(IOException.class);
    assertThat(one.toString()).doesNotContain(one.password());
  }

  private static int said(KeyStoreFile server, KeyStoreFile client) throws Exception {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (SSLServerSocket listening =
        (SSLServerSocket)
            context(server).getServerSocketFactory().createServerSocket(0, 1, loopback)) {
      listening.setNeedClientAuth(true);
      CompletableFuture<Void> answer =
          CompletableFuture.runAsync(
              () -> {
                try (SSLSocket socket = (SSLSocket) listening.accept()) {
                  socket.getOutputStream().write(7);
                } catch (IOException refused) {
                  // The client sees it, too.
                }
              });
      try (SSLSocket socket =
          (SSLSocket)
              context(client).getSocketFactory().createSocket(loopback, listening.getLocalPort())) {
        return socket.getInputStream().read();
      } finally {
        answer.join();
      }
    }
  }

  private static SSLContext context(KeyStoreFile file) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(new ByteArrayInputStream(file.content()), file.password().toCharArray());
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, file.password().toCharArray());
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }
}
