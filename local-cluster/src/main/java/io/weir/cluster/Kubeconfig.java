package io.weir.cluster;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file that lets kubectl and other clients find the cluster. */
final class Kubeconfig {
  private Kubeconfig() {}

  static Path write(Path data, URI server) throws IOException {
    Path file = data.resolve("kubeconfig");
    Files.writeString(
        file,
        """
        apiVersion: v1
        kind: Config
        clusters:
          - name: weir-local
            cluster:
              server: %s
        users:
          - name: weir-local
            user: {}
        contexts:
          - name: weir-local
            context:
              cluster: weir-local
              user: weir-local
              namespace: default
        current-context: weir-local
        """
            .formatted(server));
    return file;
  }
}
