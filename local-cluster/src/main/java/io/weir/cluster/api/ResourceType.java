package io.weir.cluster.api;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One kind of object that the server keeps.
 *
 * @param group empty for the core group
 * @param plural the name in paths
 * @param traits what is special about it
 */
record ResourceType(
    String group,
    String version,
    String plural,
    String singular,
    String kind,
    List<String> shortNames,
    Set<Trait> traits) {

  /** What some kinds do and others do not. */
  enum Trait {
    NAMESPACED,
    /** The status is written through its own endpoint and ignored on the main one. */
    STATUS,
    SCALE,
    /** {@code metadata.generation} counts the changes of the wish. */
    GENERATION,
    /** A PUT on a name that does not exist creates it. */
    CREATE_ON_PUT,
    /** A PUT must carry the resourceVersion that it builds on. */
    VERSIONED_PUT,
    /** {@code kubectl get all} shows it. */
    IN_ALL,
    /** Dependents stay when the owner is deleted without a word on propagation. */
    ORPHANS_BY_DEFAULT
  }

  static ResourceType of(
      String group,
      String version,
      String plural,
      String kind,
      List<String> shortNames,
      Trait... traits) {
    Set<Trait> set = EnumSet.noneOf(Trait.class);
    set.addAll(List.of(traits));
    return new ResourceType(
        group, version, plural, kind.toLowerCase(Locale.ROOT), kind, shortNames, set);
  }

  boolean is(Trait trait) {
    return traits.contains(trait);
  }

  boolean namespaced() {
    return is(Trait.NAMESPACED);
  }

  String apiVersion() {
    return group.isEmpty() ? version : group + "/" + version;
  }

  String listKind() {
    return kind + "List";
  }

  /**
   * The name under which objects are stored and error messages speak of them, for example {@code
   * deployments.apps}.
   */
  String qualified() {
    return group.isEmpty() ? plural : plural + "." + group;
  }

  /** Where objects are stored: both event APIs show the same objects. */
  String storedAs() {
    return plural.equals("events") ? "events" : qualified();
  }
}
