package io.weir.architecture;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** The routes that controllers of Spring MVC map, read from their annotations. */
public final class MappedRoutes {
  private static final String WEB = "org.springframework.web.bind.annotation.";
  private static final Map<String, String> METHODS =
      Map.of(
          WEB + "GetMapping", "GET",
          WEB + "PostMapping", "POST",
          WEB + "PutMapping", "PUT",
          WEB + "PatchMapping", "PATCH",
          WEB + "DeleteMapping", "DELETE");

  private MappedRoutes() {}

  /**
   * The routes as {@code GET /path/{}}: names of path variables are left out.
   *
   * @throws IllegalStateException when a method is mapped without its HTTP method
   */
  public static SortedSet<String> of(JavaClasses classes) {
    SortedSet<String> routes = new TreeSet<>();
    for (JavaClass controller : classes)
      if (controller.isAnnotatedWith(WEB + "RestController"))
        for (JavaMethod method : controller.getAllMethods()) routes.addAll(of(controller, method));
    return routes;
  }

  /** A path without the names of its variables. */
  public static String nameless(String path) {
    return path.replaceAll("\\{\\w+}", "{}");
  }

  private static List<String> of(JavaClass controller, JavaMethod method) {
    if (method.isAnnotatedWith(WEB + "RequestMapping"))
      throw new IllegalStateException(
          "Expected %s to have @GetMapping, @PostMapping or the like, but it has @RequestMapping"
              .formatted(method.getFullName()));
    return METHODS.entrySet().stream()
        .flatMap(
            mapping ->
                method.tryGetAnnotationOfType(mapping.getKey()).stream()
                    .flatMap(annotation -> paths(Optional.of(annotation)).stream())
                    .flatMap(
                        path ->
                            paths(controller.tryGetAnnotationOfType(WEB + "RequestMapping"))
                                .stream()
                                .map(base -> mapping.getValue() + " " + nameless(base + path))))
        .toList();
  }

  /** The annotation's paths; one empty path when it names none. */
  private static List<String> paths(Optional<? extends JavaAnnotation<?>> annotation) {
    List<String> paths =
        annotation.stream()
            .flatMap(a -> List.of("value", "path").stream().flatMap(name -> a.get(name).stream()))
            .flatMap(value -> Arrays.stream((Object[]) value))
            .map(String::valueOf)
            .distinct()
            .toList();
    return paths.isEmpty() ? List.of("") : paths;
  }
}
