package io.weir.cluster.image;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.spi.InetAddressResolverProvider;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/**
 * The classes of ours that run inside pods, as a jar of their own: nothing else of Weir may be on a
 * job's class path.
 */
public final class PodClasses {
  private static final List<String> CLASSES =
      List.of("PodHosts", "PodHosts$FileFirst", "ArtifactFetcher", "ArtifactFetcher$UserOfUri");

  private PodClasses() {}

  /** Writes the jar. A jar that is there and the same is left alone: pods may be reading it. */
  public static void write(Path jar) throws IOException {
    byte[] bytes = bytes();
    if (Files.exists(jar) && Arrays.equals(Files.readAllBytes(jar), bytes)) {
      return;
    }
    Files.createDirectories(jar.toAbsolutePath().getParent());
    Path next = Files.createTempFile(jar.toAbsolutePath().getParent(), "pod-classes", ".new");
    Files.write(next, bytes);
    Files.move(next, jar, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static byte[] bytes() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JarOutputStream jar = new JarOutputStream(bytes)) {
      add(
          jar,
          "META-INF/services/" + InetAddressResolverProvider.class.getName(),
          PodHosts.class.getName().getBytes(StandardCharsets.UTF_8));
      for (String name : CLASSES) {
        String path = PodClasses.class.getPackageName().replace('.', '/') + "/" + name + ".class";
        try (InputStream source = PodClasses.class.getClassLoader().getResourceAsStream(path)) {
          if (source == null) {
            throw new IllegalStateException(
                "Expected class %s on the class path, but it is not there".formatted(path));
          }
          add(jar, path, source.readAllBytes());
        }
      }
    }
    return bytes.toByteArray();
  }

  private static void add(JarOutputStream jar, String path, byte[] content) throws IOException {
    JarEntry entry = new JarEntry(path);
    entry.setTime(0);
    jar.putNextEntry(entry);
    jar.write(content);
    jar.closeEntry();
  }
}
