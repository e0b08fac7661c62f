package io.weir.appmanager;

import io.weir.events.namespaces.RoleBinding;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A namespace as clients of the Platform API see it (app-manager-api.md 2.11).
 *
 * @param name {@code namespaces/} and its name
 * @param roleBindings who may do what
 * @param createTime when it was registered
 * @param lifecyclePhase whether it takes new resources
 * @param previewSessionClusterName the session cluster for previews of SQL; empty: none
 */
public record NamespaceResource(
    String name,
    List<Binding> roleBindings,
    Instant createTime,
    Phase lifecyclePhase,
    String previewSessionClusterName) {
  private static final String PREFIX = "namespaces/";

  public NamespaceResource {
    roleBindings = List.copyOf(roleBindings);
  }

  /** Where a namespace is in its life. */
  public enum Phase {
    /** It takes new resources. */
    LIFECYCLE_PHASE_ACTIVE,
    /** It takes none, and what is in it is being removed. */
    LIFECYCLE_PHASE_TERMINATING
  }

  /**
   * Who has a role.
   *
   * @param role {@code viewer}, {@code editor} or {@code owner}
   * @param members users, groups and {@code system:authenticated}
   */
  public record Binding(String role, List<String> members) {
    public Binding {
      members = List.copyOf(members);
    }
  }

  /** The namespace in the form of the API. */
  public static NamespaceResource of(
      String name,
      List<RoleBinding> roleBindings,
      Instant createdAt,
      boolean terminating,
      Optional<String> previewSessionCluster) {
    return new NamespaceResource(
        qualified(name),
        roleBindings.stream()
            .map(b -> new Binding(b.role().name().toLowerCase(Locale.ROOT), b.members()))
            .toList(),
        createdAt,
        terminating ? Phase.LIFECYCLE_PHASE_TERMINATING : Phase.LIFECYCLE_PHASE_ACTIVE,
        previewSessionCluster.orElse(""));
  }

  /** The name as it is in bodies. */
  public static String qualified(String name) {
    return PREFIX + name;
  }

  /** The name as it is in paths, from either form. */
  public static String bare(String name) {
    return name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
  }
}
