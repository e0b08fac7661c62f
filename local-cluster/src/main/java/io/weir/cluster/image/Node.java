package io.weir.cluster.image;

import java.net.URI;
import java.nio.file.Path;

/**
 * What all containers of this machine share.
 *
 * @param javaHome the JDK that pods run on
 * @param javaFeature its feature version, 21 or newer
 * @param podClasses the jar that {@link PodClasses} writes
 * @param apiServer the API server, for pods that are its clients
 * @param kubeconfig a client configuration for it
 */
public record Node(
    Path javaHome, int javaFeature, Path podClasses, URI apiServer, Path kubeconfig) {

  String java() {
    return javaHome.resolve("bin/java").toString();
  }
}
