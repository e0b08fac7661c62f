package io.weir.executor.deployment.render;

import io.weir.executor.deployment.decide.ClusterIntent;
import io.weir.executor.deployment.decide.Part;
import io.weir.executor.deployment.decide.SecretReferences;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/**
 * The Kubernetes Secret of a cluster: all that must stand in no ConfigMap and no pod. It is made
 * once; running pods have what was in it when they began.
 */
public final class ClusterSecret {
  static final String KEY_STORE = "internal.p12";
  static final String PROGRAM_URI = "program-uri";

  private ClusterSecret() {}

  /**
   * The object.
   *
   * @param values of the secrets that there are, by name
   * @param keys for encryption in the cluster, when it is wanted
   * @throws UnrenderableException when a value cannot be written where it is wanted
   */
  public static ObjectNode of(
      ClusterIntent cluster,
      String ownerUid,
      Map<String, String> values,
      Optional<KeyStoreFile> keys) {
    Map<String, String> data = new TreeMap<>();
    data.put(
        FlinkRelease.of(cluster.spec()).configurationFile(),
        base64(FlinkFiles.config(cluster, values, keys).getBytes(StandardCharsets.UTF_8)));
    keys.ifPresent(file -> data.put(KEY_STORE, base64(file.content())));
    cluster
        .programUri()
        .filter(uri -> !SecretReferences.in(uri).isEmpty())
        .ifPresent(
            uri ->
                data.put(
                    PROGRAM_URI,
                    base64(
                        SecretReferences.resolve(uri, values).getBytes(StandardCharsets.UTF_8))));
    return ClusterManifests.head(cluster, Part.SECRET, "v1", Labels.CLUSTER, Optional.of(ownerUid))
        .put("type", "Opaque")
        .put("immutable", true)
        .put("data", Json.texts(data))
        .tree();
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
