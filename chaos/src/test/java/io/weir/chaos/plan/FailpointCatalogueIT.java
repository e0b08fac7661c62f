package io.weir.chaos.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.standalone.stack.BuiltModules;
import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** No failpoint of the built services escapes the catalogue. */
class FailpointCatalogueIT {
  private static final BuiltModules MODULES =
      new BuiltModules(Path.of(System.getProperty("weir.root")).toAbsolutePath());
  private static final String FAILPOINT = "io/weir/eventlog/Failpoint";

  @Test
  void knowsEveryNameInAClassThatPassesFailpoints() throws IOException {
    Map<String, List<String>> catalogue = FailpointCatalogue.read(MODULES);
    Set<String> known = new TreeSet<>();
    catalogue.values().forEach(known::addAll);

    for (String service : catalogue.keySet()) {
      Set<String> passed = new TreeSet<>();
      for (String jar : MODULES.classPath(service).split(File.pathSeparator)) {
        passed.addAll(passedIn(jar));
      }
      // The lists themselves pass nothing, so finding none would mean looking in the wrong place.
      assertThat(passed).as(service).isNotEmpty();
      assertThat(known).as(service).containsAll(passed);
    }
  }

  private static Set<String> passedIn(String jar) throws IOException {
    Set<String> names = new TreeSet<>();
    try (JarFile file = new JarFile(jar)) {
      for (JarEntry entry : file.stream().toList()) {
        if (entry.getName().startsWith("io/weir/") && entry.getName().endsWith(".class")) {
          try (InputStream bytes = file.getInputStream(entry)) {
            names.addAll(passedBy(new DataInputStream(bytes)));
          }
        }
      }
    }
    return names;
  }

  /** The texts of a class that look like failpoints, if it refers to {@code Failpoint} at all. */
  private static List<String> passedBy(DataInputStream in) throws IOException {
    in.readInt();
    in.readInt();
    Map<Integer, String> texts = new HashMap<>();
    List<Integer> classes = new ArrayList<>();
    int count = in.readUnsignedShort();
    for (int i = 1; i < count; i++) {
      int tag = in.readUnsignedByte();
      switch (tag) {
        case 1 -> texts.put(i, in.readUTF());
        case 7 -> classes.add(in.readUnsignedShort());
        case 8, 16, 19, 20 -> in.readUnsignedShort();
        case 3, 4, 9, 10, 11, 12, 17, 18 -> in.readInt();
        case 15 -> in.skipNBytes(3);
        case 5, 6 -> {
          in.readLong();
          i++;
        }
        default -> throw new IOException("Expected a constant's tag, but got " + tag);
      }
    }
    if (classes.stream().noneMatch(c -> FAILPOINT.equals(texts.get(c)))) {
      return List.of();
    }
    return texts.values().stream()
        .filter(text -> text.matches("[a-z]+\\.(before|after|mid)-[a-z-]+"))
        .toList();
  }
}
