package io.weir.cluster.kubelet;

import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Where everything of one pod lies.
 *
 * <pre>
 * &lt;namespace&gt;_&lt;name&gt;_&lt;uid&gt;/
 *   ip  hosts  tmp/
 *   volumes/&lt;volume&gt;/                      shared by the containers
 *   containers/&lt;container&gt;/root/            stands for / of the container
 *   containers/&lt;container&gt;/mounts/&lt;volume&gt;/  config maps and secrets as this container sees them
 *   containers/&lt;container&gt;/&lt;n&gt;/             its n-th run: shim pid exit log …, see ContainerRun
 * </pre>
 */
record PodDirectory(Path path) {
  private static final String SEPARATOR = "_";

  static PodDirectory of(Path pods, Pod pod) {
    return new PodDirectory(
        pods.resolve(
            String.join(
                SEPARATOR,
                pod.getMetadata().getNamespace(),
                pod.getMetadata().getName(),
                pod.getMetadata().getUid())));
  }

  /** The uid of the pod whose directory this is. */
  String uid() {
    return part(2);
  }

  String namespace() {
    return part(0);
  }

  String name() {
    return part(1);
  }

  /** No part of a pod's identity can contain the separator. */
  private String part(int index) {
    return path.getFileName().toString().split(SEPARATOR)[index];
  }

  Path ip() {
    return path.resolve("ip");
  }

  Path hosts() {
    return path.resolve("hosts");
  }

  Path tmp() {
    return path.resolve("tmp");
  }

  Path volume(String name) {
    return path.resolve("volumes").resolve(name);
  }

  Path containers() {
    return path.resolve("containers");
  }

  Path container(String name) {
    return containers().resolve(name);
  }

  Path root(String container) {
    return container(container).resolve("root");
  }

  Path mount(String container, String volume) {
    return container(container).resolve("mounts").resolve(volume);
  }

  ContainerRun run(String container, int number) {
    return new ContainerRun(container(container).resolve(Integer.toString(number)));
  }

  /** Removes everything; what is only linked to (host paths, claims) stays. */
  void delete() throws IOException {
    deleteTree(path);
  }

  static void deleteTree(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    Files.walkFileTree(
        tree,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException failure)
              throws IOException {
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** Writes the text so that a reader sees the old or the new content, never a part. */
  static void writeWhole(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Path next = file.resolveSibling("." + file.getFileName() + ".new");
    Files.writeString(next, text);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
