package io.weir.command.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.appmanager.BodyReader;
import io.weir.appmanager.BodySyntax;
import io.weir.command.body.DeploymentBodies;
import io.weir.command.body.GlobalDefaults;
import io.weir.command.body.SpecLayers;
import io.weir.command.body.TargetDirectory;
import io.weir.events.deployment.JobRequested;
import io.weir.events.deployment.JobTarget;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** From the body of a POST to what is decided, without a server between. */
final class Bodies {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final UUID CAUSE = new UUID(7, 1);

  private Bodies() {}

  /** The command that a body means. */
  static RegisterDeployment command(String yaml) {
    ObjectNode body =
        BodyReader.read(yaml.getBytes(StandardCharsets.UTF_8), Optional.of(BodySyntax.YAML));
    return new DeploymentBodies(
            new SpecLayers(
                GlobalDefaults.of("", Samples.SETTINGS),
                namespace -> JsonNodeFactory.instance.objectNode(),
                new OneTarget(),
                Samples.SETTINGS))
        .register(Story.ID, "default", "words", body, true);
  }

  /** What follows from a body. */
  static Outcome outcome(String yaml) {
    return EditDecider.decide(
        command(yaml), new Moment(NOON, CAUSE, 0, Samples.SETTINGS, SessionClusters.NONE));
  }

  /** The job that a body with the wish RUNNING asks for. */
  static JobRequested job(String yaml) {
    Outcome outcome = outcome(yaml);
    assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
    return ((Outcome.Accepted) outcome)
        .events().stream()
            .filter(JobRequested.class::isInstance)
            .map(JobRequested.class::cast)
            .findFirst()
            .orElseThrow();
  }

  /** A body whose template's spec has these fields, beside a program. */
  static String withTemplate(String fields) {
    return """
    spec:
      state: RUNNING
      template:
        spec:
          artifact: {kind: JAR, jarUri: "https://repo.example.com/words.jar"}
    %s
    """
        .formatted(fields.indent(6));
  }

  /** A body with this artifact. */
  static String withArtifact(String artifact) {
    return "spec: {state: RUNNING, template: {spec: {artifact: " + artifact + "}}}";
  }

  /** The target {@code default} and no other. */
  private record OneTarget() implements TargetDirectory {
    private static final Entry TARGET =
        new Entry(new UUID(5, 5), new JobTarget("default", "flink-jobs"));

    @Override
    public Optional<Entry> named(String namespace, String name) {
      return Optional.of(TARGET).filter(entry -> entry.target().name().equals(name));
    }

    @Override
    public Optional<Entry> identified(String namespace, UUID id) {
      return Optional.of(TARGET).filter(entry -> entry.id().equals(id));
    }

    @Override
    public List<String> names(String namespace) {
      return List.of("default");
    }
  }
}
