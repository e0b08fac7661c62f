package io.weir.cluster.kubelet;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What containers get their files and variables from. */
interface Sources {
  Optional<ConfigMap> configMap(String namespace, String name);

  Optional<Secret> secret(String namespace, String name);

  /** The entries of a config map; empty if there is none. */
  default Optional<Map<String, byte[]>> configMapData(String namespace, String name) {
    return configMap(namespace, name)
        .map(
            map -> {
              Map<String, byte[]> data = decoded(map.getBinaryData());
              Optional.ofNullable(map.getData())
                  .orElse(Map.of())
                  .forEach((key, text) -> data.put(key, text.getBytes(StandardCharsets.UTF_8)));
              return data;
            });
  }

  /** The entries of a secret; empty if there is none. */
  default Optional<Map<String, byte[]>> secretData(String namespace, String name) {
    return secret(namespace, name).map(secret -> decoded(secret.getData()));
  }

  private static Map<String, byte[]> decoded(Map<String, String> base64) {
    Map<String, byte[]> data = new TreeMap<>();
    if (base64 != null) {
      base64.forEach((key, text) -> data.put(key, Base64.getDecoder().decode(text)));
    }
    return data;
  }
}
