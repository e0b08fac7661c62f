package io.weir.cluster.kubelet;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import io.weir.cluster.image.Image;
import io.weir.cluster.image.PathMapping;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lays out the files of one container: its volumes, and a directory that stands for its root, with
 * a link at each mount path. What a container names is mapped to the volumes themselves, not to the
 * links: such a path stays right when it is told to others, for instance where a savepoint on a
 * host path lies.
 */
final class ContainerFiles {
  private static final String MISSING = "FailedMount";
  private static final String FLINK_HOME = "opt/flink";
  private static final String USER_LIBRARIES = FLINK_HOME + "/usrlib";

  private final Pod pod;
  private final Container container;
  private final PodDirectory directory;
  private final Path claims;
  private final Sources sources;

  /**
   * @param claims where the data of persistent volume claims lies, by namespace and name
   */
  ContainerFiles(
      Pod pod, Container container, PodDirectory directory, Path claims, Sources sources) {
    this.pod = pod;
    this.container = container;
    this.directory = directory;
    this.claims = claims;
    this.sources = sources;
  }

  /**
   * Creates what is missing.
   *
   * @param run the run that will use the files
   * @return where the container's paths are
   * @throws CannotStart if a config map or secret is missing that is not optional
   */
  PathMapping layOut(Image image, ContainerRun run) throws IOException, CannotStart {
    Path root = directory.root(container.getName());
    Files.createDirectories(root);
    Files.createDirectories(directory.tmp());
    List<PathMapping.Mount> mounts = new ArrayList<>();
    mounts.add(new PathMapping.Mount(terminationPath(), run.terminationLog()));
    if (image instanceof Image.Flink flink) {
      layOutFlink(flink, root.resolve(FLINK_HOME));
      mounts.add(new PathMapping.Mount("/" + FLINK_HOME, root.resolve(FLINK_HOME)));
    }
    for (VolumeMount mount : container.getVolumeMounts()) {
      Path place = place(mount);
      mounts.add(new PathMapping.Mount(withoutSlash(mount.getMountPath()), place));
    }
    PathMapping mapping = new PathMapping(mounts);
    for (VolumeMount mount : mountsFromRootDown()) {
      fill(mount, mapping);
      link(root, mount);
    }
    return mapping;
  }

  private List<VolumeMount> mountsFromRootDown() {
    return container.getVolumeMounts().stream()
        .sorted(Comparator.comparingInt((VolumeMount mount) -> mount.getMountPath().length()))
        .toList();
  }

  private String terminationPath() {
    return Optional.ofNullable(container.getTerminationMessagePath())
        .filter(path -> !path.isEmpty())
        .orElse("/dev/termination-log");
  }

  private static String withoutSlash(String path) {
    return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  private void layOutFlink(Image.Flink image, Path home) throws IOException {
    Files.createDirectories(home.resolve("log"));
    linkTo(home.resolve("lib"), image.home().resolve("lib"));
  }

  /** Where the mounted volume, or the part of it, lies on this machine. */
  private Path place(VolumeMount mount) throws CannotStart {
    Path base = base(volume(mount.getName()));
    return mount.getSubPath() == null || mount.getSubPath().isEmpty()
        ? base
        : base.resolve(mount.getSubPath());
  }

  private Path base(Volume volume) throws CannotStart {
    if (volume.getHostPath() != null) {
      return Path.of(volume.getHostPath().getPath());
    }
    if (volume.getPersistentVolumeClaim() != null) {
      return claims.resolve(namespace()).resolve(volume.getPersistentVolumeClaim().getClaimName());
    }
    if (volume.getEmptyDir() != null) {
      return directory.volume(volume.getName());
    }
    // Their content is rewritten for the mounts of this container, so each container has its own.
    if (volume.getConfigMap() != null
        || volume.getSecret() != null
        || volume.getDownwardAPI() != null
        || volume.getProjected() != null) {
      return directory.mount(container.getName(), volume.getName());
    }
    throw new CannotStart(
        MISSING,
        "volume %s is of a kind that the local cluster does not have: use emptyDir, configMap, secret, hostPath, persistentVolumeClaim, projected or downwardAPI"
            .formatted(volume.getName()));
  }

  private Volume volume(String name) throws CannotStart {
    return pod.getSpec().getVolumes().stream()
        .filter(volume -> volume.getName().equals(name))
        .findFirst()
        .orElseThrow(() -> new CannotStart(MISSING, "the pod has no volume " + name));
  }

  private void fill(VolumeMount mount, PathMapping mapping) throws IOException, CannotStart {
    Volume volume = volume(mount.getName());
    Path base = base(volume);
    Files.createDirectories(base);
    for (Map.Entry<String, byte[]> file : content(volume).entrySet()) {
      Path target = base.resolve(file.getKey());
      Files.createDirectories(target.getParent());
      byte[] bytes = file.getValue();
      String text = new String(bytes, StandardCharsets.UTF_8);
      boolean isText = Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes);
      if (isText) {
        Files.writeString(target, mapping.rewrite(text));
      } else {
        Files.write(target, bytes);
      }
    }
    if (mount.getSubPath() != null && !mount.getSubPath().isEmpty()) {
      Path place = base.resolve(mount.getSubPath());
      if (!Files.exists(place)) {
        Files.createDirectories(place);
      }
    }
  }

  private Map<String, byte[]> content(Volume volume) throws CannotStart {
    if (volume.getConfigMap() != null) {
      return configMap(
          volume.getConfigMap().getName(),
          volume.getConfigMap().getItems(),
          volume.getConfigMap().getOptional());
    }
    if (volume.getSecret() != null) {
      return secret(
          volume.getSecret().getSecretName(),
          volume.getSecret().getItems(),
          volume.getSecret().getOptional());
    }
    Map<String, byte[]> files = new LinkedHashMap<>();
    if (volume.getProjected() != null) {
      for (VolumeProjection part : volume.getProjected().getSources()) {
        if (part.getConfigMap() != null) {
          files.putAll(
              configMap(
                  part.getConfigMap().getName(),
                  part.getConfigMap().getItems(),
                  part.getConfigMap().getOptional()));
        }
        if (part.getSecret() != null) {
          files.putAll(
              secret(
                  part.getSecret().getName(),
                  part.getSecret().getItems(),
                  part.getSecret().getOptional()));
        }
      }
    }
    return files;
  }

  private Map<String, byte[]> configMap(String name, List<KeyToPath> items, Boolean optional)
      throws CannotStart {
    return selected(
        "configmap \"%s\"".formatted(name),
        sources.configMapData(namespace(), name),
        items,
        Boolean.TRUE.equals(optional));
  }

  private Map<String, byte[]> secret(String name, List<KeyToPath> items, Boolean optional)
      throws CannotStart {
    return selected(
        "secret \"%s\"".formatted(name),
        sources.secretData(namespace(), name),
        items,
        Boolean.TRUE.equals(optional));
  }

  private static Map<String, byte[]> selected(
      String what, Optional<Map<String, byte[]>> data, List<KeyToPath> items, boolean optional)
      throws CannotStart {
    if (data.isEmpty()) {
      if (optional) {
        return Map.of();
      }
      throw new CannotStart(MISSING, what + " not found");
    }
    if (items == null || items.isEmpty()) {
      return data.get();
    }
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (KeyToPath item : items) {
      byte[] bytes = data.get().get(item.getKey());
      if (bytes == null && !optional) {
        throw new CannotStart(MISSING, what + " has no key " + item.getKey());
      }
      if (bytes != null) {
        files.put(item.getPath(), bytes);
      }
    }
    return files;
  }

  private void link(Path root, VolumeMount mount) throws IOException, CannotStart {
    String inside = withoutSlash(mount.getMountPath()).substring(1);
    if (inside.equals(USER_LIBRARIES)) {
      MirroredDirectory.lay(root.resolve(inside), place(mount));
    } else if (!inside.isEmpty()) {
      linkTo(root.resolve(inside), place(mount));
    }
  }

  private static void linkTo(Path link, Path target) throws IOException {
    Files.createDirectories(link.getParent());
    try {
      Files.createSymbolicLink(link, target);
    } catch (FileAlreadyExistsException fromAnEarlierRun) {
      if (!Files.isSymbolicLink(link)) {
        throw new IOException(
            "Expected to mount %s at %s, but something else lies there".formatted(target, link),
            fromAnEarlierRun);
      }
    }
  }

  private String namespace() {
    return pod.getMetadata().getNamespace();
  }
}
