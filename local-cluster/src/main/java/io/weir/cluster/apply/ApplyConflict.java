package io.weir.cluster.apply;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Others own fields that an apply would set to another value. */
public final class ApplyConflict extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient List<Field> fields;

  /**
   * One field in dispute.
   *
   * @param manager as messages speak of it
   * @param path for example {@code .spec.replicas}
   */
  public record Field(String manager, String path) {}

  ApplyConflict(List<Field> fields) {
    super(message(fields));
    this.fields = List.copyOf(fields);
  }

  public List<Field> fields() {
    return fields;
  }

  private static String message(List<Field> fields) {
    Map<String, List<String>> byManager =
        fields.stream()
            .collect(
                Collectors.groupingBy(
                    Field::manager,
                    TreeMap::new,
                    Collectors.mapping(Field::path, Collectors.toList())));
    String lines =
        byManager.entrySet().stream()
            .map(
                e ->
                    e.getValue().size() == 1
                        ? "conflict with " + e.getKey() + ": " + e.getValue().getFirst()
                        : "conflicts with "
                            + e.getKey()
                            + ":\n- "
                            + String.join("\n- ", e.getValue()))
            .collect(Collectors.joining("\n"));
    return "Apply failed with "
        + fields.size()
        + (fields.size() == 1 ? " conflict: " : " conflicts: ")
        + lines;
  }
}
