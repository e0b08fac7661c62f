package io.weir.command.deployment;

import io.weir.command.decide.SpecFault;
import io.weir.events.spec.Artifact;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What the program of a deployment must obey (app-manager-api.md 2.3). */
final class ArtifactRules {
  private static final String AT = SpecFaults.TEMPLATE + "/artifact";

  private final SpecFaults faults;
  private final PlatformSettings settings;

  ArtifactRules(SpecFaults faults, PlatformSettings settings) {
    this.faults = faults;
    this.settings = settings;
  }

  /** Kinds that Weir stores and shows elsewhere, but cannot run. */
  static Optional<SpecFault> unsupported(Artifact artifact) {
    return switch (artifact.kind()) {
      case JAR -> Optional.empty();
      case SQLSCRIPT, PYTHON ->
          Optional.of(
              new SpecFault(
                  AT + "/kind",
                  artifact.kind()
                      + " artifacts are not supported: use kind JAR with jarUri and, if its manifest"
                      + " names no main class, entryClass"));
    };
  }

  void check(Artifact artifact) {
    files(artifact);
    if (artifact.entryClass().filter(String::isBlank).isPresent())
      faults.add(
          AT + "/entryClass",
          "expected the name of a class; leave the field out to take the jar's manifest's");
    artifact
        .mainArgs()
        .filter(line -> ProgramArguments.split(line).isEmpty())
        .ifPresent(
            line ->
                faults.add(
                    AT + "/mainArgs",
                    "a quote is not closed; arguments are split as a shell does"));
    new ImageRules(faults, settings, AT)
        .check(
            artifact.flinkVersion(),
            artifact.flinkImageRegistry(),
            artifact.flinkImageRepository(),
            artifact.flinkImageTag());
  }

  private void files(Artifact artifact) {
    Optional<String> jar = artifact.jarUri().filter(Predicate.not(String::isBlank));
    if (jar.isEmpty()) faults.add(AT + "/jarUri", "must not be null: expected the URI of a jar");
    jar.filter(uri -> !SecretReferences.masked(uri).equals(uri))
        .filter(uri -> !uri.toLowerCase(Locale.ROOT).matches("https?://.*"))
        .ifPresent(
            uri -> faults.add(AT + "/jarUri", "only http and https URIs may refer to secrets"));
    Set<String> names = new HashSet<>();
    jar.ifPresent(uri -> file(AT + "/jarUri", SecretReferences.masked(uri), names));
    List<String> more = artifact.additionalDependencies();
    for (int i = 0; i < more.size(); i++)
      file(AT + "/additionalDependencies/" + i, more.get(i), names);
  }

  /** All files come to lie in one directory. */
  private void file(String at, String text, Set<String> names) {
    Optional<URI> uri = uri(text);
    if (uri.isEmpty() || uri.get().getPath() == null) {
      faults.add(at, "expected a URI such as https://repo.example.com/job.jar");
      return;
    }
    String scheme =
        Optional.ofNullable(uri.get().getScheme()).orElse("file").toLowerCase(Locale.ROOT);
    if (!settings.artifactSchemes().contains(scheme))
      faults.add(
          at,
          "files at %s: are not fetched here; use %s"
              .formatted(
                  SpecFaults.printable(scheme),
                  String.join(", ", settings.artifactSchemes().stream().sorted().toList())));
    String path = uri.get().getPath();
    String name = path.substring(path.lastIndexOf('/') + 1);
    if (name.isEmpty()) faults.add(at, "expected a URI that ends in the name of a file");
    else if (!names.add(name))
      faults.add(
          at,
          "another file of this artifact is named '"
              + SpecFaults.printable(name)
              + "', too: rename one of them");
  }

  private static Optional<URI> uri(String text) {
    try {
      return Optional.of(new URI(text.strip()));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
