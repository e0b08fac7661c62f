package io.weir.command.body;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.appmanager.BodyReader;
import io.weir.appmanager.BodySyntax;
import io.weir.appmanager.RefusedBodyException;
import io.weir.appmanager.ResourceJson;
import io.weir.command.body.SpecLayers.Complete;
import io.weir.command.body.TargetDirectory.Entry;
import io.weir.command.deployment.Samples;
import io.weir.events.deployment.JobTarget;
import io.weir.events.spec.DeploymentSpec;
import io.weir.events.spec.DesiredState;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What becomes of a user's words between the layers of defaults. */
class SpecLayersTest {
  private static final Map<String, UUID> TARGETS =
      Map.of("default", new UUID(1, 1), "other", new UUID(1, 2));

  private static final TargetDirectory DIRECTORY =
      new TargetDirectory() {
        @Override
        public Optional<Entry> named(String namespace, String name) {
          return Optional.ofNullable(TARGETS.get(name))
              .map(id -> new Entry(id, new JobTarget(name, name + "-jobs")));
        }

        @Override
        public Optional<Entry> identified(String namespace, UUID id) {
          return TARGETS.entrySet().stream()
              .filter(entry -> entry.getValue().equals(id))
              .findFirst()
              .flatMap(entry -> named(namespace, entry.getKey()));
        }

        @Override
        public List<String> names(String namespace) {
          return List.of("default", "other");
        }
      };

  /** Three layers that describe pods in one way. */
  record Layers(ObjectNode low, ObjectNode middle, ObjectNode high) {}

  @Provide
  Arbitrary<Layers> layers() {
    return Arbitraries.of("pods", "jobManagerPodTemplate")
        .flatMap(PartialSpecs::any)
        .list()
        .ofSize(3)
        .filter(SpecLayersTest::describePodsInOneWay)
        .map(three -> new Layers(three.get(0), three.get(1), three.get(2)));
  }

  private static boolean describePodsInOneWay(List<ObjectNode> three) {
    return three.stream()
            .flatMap(spec -> spec.at("/template/spec/kubernetes").propertyNames().stream())
            .filter(name -> !name.equals("labels"))
            .distinct()
            .count()
        <= 1;
  }

  /** It does not matter which two layers are laid over each other first. */
  @Property(tries = 300)
  void layingOverIsAssociative(@ForAll("layers") Layers layers) {
    assertThat(SpecOverlay.of(SpecOverlay.of(layers.low(), layers.middle()), layers.high()))
        .isEqualTo(SpecOverlay.of(layers.low(), SpecOverlay.of(layers.middle(), layers.high())));
  }

  @Property(tries = 300)
  void whatTheUserSaysWinsAndWhatHeDoesNotSayIsTheNamespaces(@ForAll("layers") Layers layers) {
    SpecLayers rules = rules(layers.low());
    JsonNode spec = tree(rules.whole("default", program(layers.high()), true, Optional.empty()));

    assertHolds(spec, layers.high(), "");
    ObjectNode inForce = SpecOverlay.of(layers.low(), layers.high());
    assertHolds(spec, inForce, "");
  }

  @Property(tries = 300)
  void aCompleteSpecStaysAsItIs(@ForAll("layers") Layers layers) {
    SpecLayers rules = rules(layers.low());
    Complete once = rules.whole("default", program(layers.high()), true, Optional.empty());

    assertThat(rules.whole("default", tree(once), true, Optional.empty())).isEqualTo(once);
    assertThat(rules.whole("default", tree(once), false, Optional.empty())).isEqualTo(once);
  }

  /** Whatever the defaults become, a patch of something else leaves the rest. */
  @Property(tries = 300)
  void newerDefaultsDoNotComeWithAPatchOfSomethingElse(@ForAll("layers") Layers layers) {
    DeploymentSpec was =
        rules(layers.low()).whole("default", program(layers.high()), true, Optional.empty()).spec();
    SpecLayers newer = rules(layers.middle());

    assertThat(newer.patched("default", was, yaml("{}"), Optional.empty()).spec()).isEqualTo(was);
    assertThat(newer.patched("default", was, yaml("state: SUSPENDED"), Optional.empty()).spec())
        .isEqualTo(was.withState(DesiredState.SUSPENDED));
  }

  @Provide
  Arbitrary<ObjectNode> plainPatches() {
    Arbitrary<JsonNode> values =
        Arbitraries.of(
                "7",
                "\"8\"",
                "0",
                "-1",
                "1.5",
                "true",
                "\"RUNNING\"",
                "\"suspended\"",
                "\"1h\"",
                "99999999999")
            .map(text -> ResourceJson.mapper().readTree(text));
    return Arbitraries.maps(
            Arbitraries.of(
                "/state",
                "/maxJobCreationAttempts",
                "/maxSavepointCreationAttempts",
                "/jobFailureExpirationTime",
                "/template/spec/parallelism",
                "/template/spec/numberOfTaskManagers"),
            values)
        .ofMaxSize(3)
        .map(
            fields -> {
              ObjectNode patch = JsonNodeFactory.instance.objectNode();
              fields.forEach((pointer, value) -> PartialSpecs.set(patch, pointer, value));
              return patch;
            });
  }

  /** The short way is a short cut and nothing else, refusals included. */
  @Property(tries = 500)
  void aPlainPatchComesToWhatTheWholeWayComesTo(
      @ForAll("layers") Layers layers, @ForAll("plainPatches") ObjectNode patch) {
    SpecLayers rules = rules(layers.low());
    Complete was = rules.whole("default", program(layers.high()), true, Optional.empty());
    Optional<Entry> current =
        was.target().map(t -> new Entry(was.spec().deploymentTargetId().orElseThrow(), t));

    assertThat(outcome(() -> rules.patched("default", was.spec(), patch, current)))
        .isEqualTo(outcome(() -> rules.overlaid("default", was.spec(), patch, current)));
  }

  @Test
  void newValuesOfWhatStandsForItselfAreAPlainPatch() {
    for (String patch :
        List.of(
            "{}",
            "{state: SUSPENDED}",
            "{template: {spec: {parallelism: 2}}}",
            "{maxJobCreationAttempts: 2, jobFailureExpirationTime: 1h, template: {spec: {parallelism: 2, numberOfTaskManagers: 1}}}"))
      assertThat(PlainPatch.of(yaml(patch))).as(patch).isPresent();
  }

  @Test
  void whatDependsOnOthersIsNoPlainPatch() {
    for (String patch :
        List.of(
            "{parallelism: 2}",
            "{state: null}",
            "{state: {}}",
            "{state: ''}",
            "{maxJobCreationAttempts: ' '}",
            "{deploymentTargetName: other}",
            "{upgradeStrategy: {kind: STATELESS}}",
            "{template: {spec: {parallelism: null}}}",
            "{template: {spec: {parallelism: [1]}}}",
            "{template: {spec: {logging: {}}}}",
            "{template: {metadata: {}}}",
            "{template: 1}")) assertThat(PlainPatch.of(yaml(patch))).as(patch).isEmpty();
  }

  private static Object outcome(Supplier<Complete> patched) {
    try {
      return patched.get();
    } catch (RefusedBodyException refused) {
      return refused.getMessage() + refused.faults();
    }
  }

  @Test
  void whatAPatchDeletesIsTheDefaultAgain() {
    SpecLayers rules =
        rules(
            yaml(
                "{maxJobCreationAttempts: 7, template: {spec: {parallelism: 3, flinkConfiguration: {a: b}}}}"));
    DeploymentSpec was =
        rules
            .whole(
                "default",
                program(
                    yaml(
                        "{maxJobCreationAttempts: 9, template: {spec: {parallelism: 5, flinkConfiguration: {a: c, mine: x},"
                            + " logging: {log4j2ConfigurationTemplate: t}}}}")),
                true,
                Optional.empty())
            .spec();
    assertThat(was.template().spec().logging().loggingProfile()).isEmpty();

    DeploymentSpec spec =
        rules
            .patched(
                "default",
                was,
                yaml(
                    "{maxJobCreationAttempts: null, template: {spec: {parallelism: null,"
                        + " logging: {loggingProfile: null}, flinkConfiguration: {a: null, mine: null}}}}"),
                Optional.empty())
            .spec();

    assertThat(spec.maxJobCreationAttempts()).isEqualTo(7);
    assertThat(spec.template().spec().parallelism()).isEqualTo(3);
    assertThat(spec.template().spec().flinkConfiguration()).isEqualTo(Map.of("a", "b"));
    assertThat(spec.template().spec().logging()).isEqualTo(was.template().spec().logging());
  }

  @Test
  void ofAlternativesTheDefaultsGiveWay() {
    SpecLayers rules =
        rules(
            yaml(
                "{deploymentTargetName: other, template: {spec: {logging: {loggingProfile: quiet},"
                    + " kubernetes: {pods: {nodeSelector: {a: b}}}}}}"));
    DeploymentSpec spec =
        rules
            .whole(
                "default",
                program(
                    yaml(
                        "{deploymentTargetId: %s, template: {spec: {logging: {log4j2ConfigurationTemplate: t},"
                                .formatted(TARGETS.get("default"))
                            + " kubernetes: {taskManagerPodTemplate: {spec: {}}}}}}")),
                true,
                Optional.empty())
            .spec();

    assertThat(spec.deploymentTargetName()).contains("default");
    assertThat(spec.template().spec().logging().loggingProfile()).isEmpty();
    assertThat(spec.template().spec().kubernetes().orElseThrow().pods()).isEmpty();
    JsonNode session =
        SpecOverlay.of(
            yaml("{deploymentTargetName: other, deploymentTargetId: x}"),
            yaml("{sessionClusterName: s}"));
    assertThat(session).isEqualTo(yaml("{sessionClusterName: s}"));
  }

  @Test
  void aPartIsKeptInTheSpellingOfAStoredSpecAndNoMore() {
    JsonNode part =
        rules(yaml("{}"))
            .partial(
                "default",
                yaml(
                    "{unknown: 1, state: running, deploymentTargetName: other, template: {spec: {parallelism: 2,"
                        + " resources: {jobmanager: {cpu: \"0.5\"}, taskmanager: {}}, flinkConfiguration: {slots: 4}}}}"));

    assertThat(part.path("state").asString()).isEqualTo("RUNNING");
    assertThat(part.path("deploymentTargetId").asString())
        .isEqualTo(TARGETS.get("other").toString());
    assertThat(part.at("/template/spec/resources/jobmanager/cpu").isNumber()).isTrue();
    assertThat(part.at("/template/spec/flinkConfiguration/slots").isString()).isTrue();
    assertThat(part.propertyNames())
        .containsExactlyInAnyOrder(
            "state", "deploymentTargetName", "deploymentTargetId", "template");
    assertThat(part.at("/template/spec").propertyNames())
        .containsExactlyInAnyOrder("parallelism", "resources", "flinkConfiguration");
  }

  private static SpecLayers rules(JsonNode namespaceDefaults) {
    return new SpecLayers(
        GlobalDefaults.of("", Samples.SETTINGS),
        namespace -> namespaceDefaults,
        DIRECTORY,
        Samples.SETTINGS);
  }

  private static ObjectNode program(ObjectNode user) {
    ObjectNode artifact =
        JsonNodeFactory.instance.objectNode().put("kind", "JAR").put("jarUri", "file:///a.jar");
    return PartialSpecs.set(user.deepCopy(), "/template/spec/artifact", artifact);
  }

  private static JsonNode tree(Complete complete) {
    return ResourceJson.mapper().valueToTree(complete.spec());
  }

  /** Everything that the part says is so in the whole. */
  private static void assertHolds(JsonNode whole, JsonNode part, String at) {
    part.properties()
        .forEach(
            field -> {
              JsonNode value = whole.path(field.getKey());
              String pointer = at + "/" + field.getKey();
              if (field.getValue().isObject()) assertHolds(value, field.getValue(), pointer);
              else assertThat(value.asString()).as(pointer).isEqualTo(field.getValue().asString());
            });
  }

  private static ObjectNode yaml(String text) {
    return BodyReader.read(text.getBytes(StandardCharsets.UTF_8), Optional.of(BodySyntax.YAML));
  }
}
