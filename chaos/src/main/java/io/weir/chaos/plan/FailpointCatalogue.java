package io.weir.chaos.plan;

import io.weir.standalone.refusal.UserError;
import io.weir.standalone.stack.BuiltModules;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;

/**
 * The failpoints of the built services: the list {@code ALL} of every class {@code …Failpoints} in
 * their jars. So a new failpoint of a known area takes part by itself, and a new area is refused
 * until it is said here whose it is.
 */
public final class FailpointCatalogue {
  /** Which services pass the failpoints of an area. */
  private static final Map<String, Set<String>> SERVICES_OF_AREA =
      Map.of(
          "command", Set.of("command-service"),
          "intake", Set.of("command-service"),
          "relay", Set.of("command-service"),
          "reader", Set.of("command-service", "projection-service"),
          "projection", Set.of("projection-service"),
          "rebuild", Set.of("projection-service"),
          "executor", Set.of("k8s-executor"));

  private FailpointCatalogue() {}

  /** The failpoints of each service, read from what the build left. */
  public static Map<String, List<String>> read(BuiltModules modules) {
    Set<String> services = new TreeSet<>();
    SERVICES_OF_AREA.values().forEach(services::addAll);
    Set<String> names = new TreeSet<>();
    for (String service : services) {
      names.addAll(declaredIn(modules.classPath(service)));
    }
    return byService(names);
  }

  /**
   * Who passes which failpoint.
   *
   * @throws UserError when nobody is known for one
   */
  static Map<String, List<String>> byService(Collection<String> names) {
    Map<String, List<String>> byService = new TreeMap<>();
    for (String name : names) {
      Set<String> services = SERVICES_OF_AREA.get(name.replaceFirst("\\..*", ""));
      if (services == null) {
        throw new UserError(
            "Expected to know which service passes the failpoint '%s', but its area is new; add it to FailpointCatalogue."
                .formatted(name));
      }
      services.forEach(
          service -> byService.computeIfAbsent(service, key -> new ArrayList<>()).add(name));
    }
    return byService;
  }

  /**
   * Those of a catalogue with something in their names.
   *
   * @throws UserError when there is none
   */
  public static Map<String, List<String>> named(String some, Map<String, List<String>> catalogue) {
    Map<String, List<String>> named = new TreeMap<>();
    catalogue.forEach(
        (service, names) -> {
          List<String> chosen = names.stream().filter(name -> name.contains(some)).toList();
          if (!chosen.isEmpty()) {
            named.put(service, chosen);
          }
        });
    if (named.isEmpty()) {
      throw new UserError(
          "Expected failpoints with '%s' in their names, but there are only %s."
              .formatted(some, catalogue));
    }
    return named;
  }

  private static Set<String> declaredIn(String classPath) {
    List<Path> jars = Arrays.stream(classPath.split(File.pathSeparator)).map(Path::of).toList();
    Set<String> names = new TreeSet<>();
    try (URLClassLoader loader =
        new URLClassLoader(
            jars.stream().map(FailpointCatalogue::url).toArray(URL[]::new),
            ClassLoader.getPlatformClassLoader())) {
      for (Path jar : jars) {
        for (String className : failpointClasses(jar)) {
          for (Object name : (List<?>) loader.loadClass(className).getField("ALL").get(null)) {
            names.add((String) name);
          }
        }
      }
      return names;
    } catch (IOException | ReflectiveOperationException failure) {
      throw new IllegalStateException("Expected to read the failpoints of " + classPath, failure);
    }
  }

  private static List<String> failpointClasses(Path jar) throws IOException {
    if (!jar.toString().endsWith(".jar")) {
      throw new IOException("Expected a jar, but got " + jar);
    }
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.stream()
          .map(entry -> entry.getName())
          .filter(name -> name.startsWith("io/weir/") && name.endsWith("Failpoints.class"))
          .map(name -> name.substring(0, name.length() - ".class".length()).replace('/', '.'))
          .toList();
    }
  }

  private static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
