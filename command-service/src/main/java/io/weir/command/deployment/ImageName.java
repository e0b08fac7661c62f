package io.weir.command.deployment;

import io.weir.events.spec.Artifact;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a container image, in its parts.
 *
 * @param registry host and port; absent: the default registry of the node
 * @param repository the path in the registry
 * @param version a tag, a digest, or a tag and a digest ({@code 2.3@sha256:…})
 */
public record ImageName(Optional<String> registry, String repository, Optional<String> version) {
  static final Pattern REGISTRY = Pattern.compile("[A-Za-z0-9.-]+(:[0-9]{1,5})?");
  static final Pattern REPOSITORY =
      Pattern.compile("[A-Za-z0-9._-]+(:[0-9]{1,5})?(/[a-z0-9._-]+)*");
  static final Pattern VERSION = Pattern.compile("(\\w[\\w.-]{0,127})?(@?sha256:[0-9a-f]{64})?");

  private static final Pattern NAME =
      Pattern.compile("(?<path>[^@]*?)(?<version>(:[\\w][\\w.-]*)?(@.+)?)");

  /** Reads {@code registry:5000/path/name:tag@sha256:…}; all but the name may be missing. */
  public static ImageName parse(String text) {
    Matcher parts = NAME.matcher(text);
    if (!parts.matches()) return new ImageName(Optional.empty(), text, Optional.empty());
    String version = parts.group("version");
    return ofPath(parts.group("path"))
        .withVersion(version.startsWith(":") ? version.substring(1) : version);
  }

  /** This name with what an artifact overrides. */
  ImageName with(Artifact artifact) {
    return with(
        artifact.flinkImageRegistry(), artifact.flinkImageRepository(), artifact.flinkImageTag());
  }

  /** This name with what a user overrides: of each, what is there. */
  public ImageName with(
      Optional<String> otherRegistry, Optional<String> otherRepository, Optional<String> tag) {
    ImageName name = otherRepository.map(this::withRepository).orElse(this);
    if (otherRegistry.isPresent())
      name = new ImageName(otherRegistry, name.repository(), name.version());
    return tag.map(name::withVersion).orElse(name);
  }

  public String text() {
    String tag = version.map(text -> text.startsWith("@") ? text : ":" + text).orElse("");
    return registry.map(host -> host + "/").orElse("") + repository + tag;
  }

  private ImageName withRepository(String path) {
    ImageName other = ofPath(path);
    return new ImageName(other.registry().or(() -> registry), other.repository(), version);
  }

  /** A digest stands after {@code @}, also where only it was given. */
  private ImageName withVersion(String text) {
    String spelled = text.startsWith("sha256:") ? "@" + text : text;
    return new ImageName(
        registry, repository, spelled.isEmpty() ? Optional.empty() : Optional.of(spelled));
  }

  /** As container runtimes read it: a first part with a dot or a port is a registry. */
  private static ImageName ofPath(String path) {
    int slash = path.indexOf('/');
    String first = slash < 0 ? "" : path.substring(0, slash);
    boolean host = first.contains(".") || first.contains(":") || first.equals("localhost");
    return host
        ? new ImageName(Optional.of(first), path.substring(slash + 1), Optional.empty())
        : new ImageName(Optional.empty(), path, Optional.empty());
  }
}
