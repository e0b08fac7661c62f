package io.weir.command.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.command.decide.RefusalCode;
import io.weir.command.decide.SpecFault;
import io.weir.events.deployment.JobSpec;
import io.weir.events.spec.DeploymentSpec;
import io.weir.events.spec.DesiredState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpecRulesTest {
  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "resources: {jobmanager: {cpu: 0.09}}|resources/jobmanager/cpu|at least 0.1",
        "resources: {taskmanager: {cpu: 99m}}|resources/taskmanager/cpu|at least 0.1",
        "resources: {taskmanager: {memory: lots}}|resources/taskmanager/memory|1.5g",
        "resources: {taskmanager: {memory: 1k}}|resources/taskmanager/memory|at least 1m",
        "parallelism: 0|parallelism|at least 1",
        "numberOfTaskManagers: 0|numberOfTaskManagers|at least 1",
        "{parallelism: 5, numberOfTaskManagers: 2, flinkConfiguration: {taskmanager.numberOfTaskSlots: 2}}|numberOfTaskManagers|2 TaskManagers with 2 each have 4",
        "flinkConfiguration: {taskmanager.numberOfTaskSlots: two}|flinkConfiguration/taskmanager.numberOfTaskSlots|whole number of slots",
        "flinkConfiguration: {'a b': 1}|flinkConfiguration/a b|key of a Flink option",
        "flinkConfiguration: {'a: b': 1}|flinkConfiguration/a: b|key of a Flink option",
        "logging: {log4jLoggers: {'': LOUD}}|logging/log4jLoggers/|one of ALL, TRACE",
        "logging: {log4jLoggers: {'a b': INFO}}|logging/log4jLoggers/a b|name of a logger",
        "logging: {loggingProfile: loud}|logging/loggingProfile|known are default, quiet",
        "logging: {log4j2ConfigurationTemplate: '{% for %}'}|logging/log4j2ConfigurationTemplate|expected a template",
        "logging: {loggingProfile: default, log4j2ConfigurationTemplate: x}|logging|alternatives",
        "kubernetes: {pods: {}, jobManagerPodTemplate: {}}|kubernetes|alternatives",
        "kubernetes: {pods: {}, taskManagerPodTemplate: {}}|kubernetes|alternatives",
        "kubernetes: {labels: {team: 'no spaces'}}|kubernetes/labels/team|at most 63",
        "kubernetes: {labels: {'a/b/c': x}}|kubernetes/labels/a~1b~1c|Kubernetes key",
        "kubernetes: {labels: {'Up/b': x}}|kubernetes/labels/Up~1b|Kubernetes key",
        "kubernetes: {pods: []}|kubernetes/pods|an object",
        "kubernetes: {pods: {labels: {team: [1]}}}|kubernetes/pods/labels/team|text",
        "kubernetes: {pods: {annotations: {'': x}}}|kubernetes/pods/annotations/|Kubernetes key",
        "kubernetes: {pods: {nodeSelector: disk}}|kubernetes/pods/nodeSelector|an object",
        "kubernetes: {pods: {affinity: []}}|kubernetes/pods/affinity|an object",
        "kubernetes: {pods: {securityContext: 1}}|kubernetes/pods/securityContext|an object",
        "kubernetes: {pods: {tolerations: {}}}|kubernetes/pods/tolerations|list of objects",
        "kubernetes: {pods: {imagePullSecrets: [pull]}}|kubernetes/pods/imagePullSecrets|list of objects",
        "kubernetes: {pods: {imagePullSecrets: [{}]}}|kubernetes/pods/imagePullSecrets/0/name|a name",
        "kubernetes: {pods: {envVars: [{name: X}]}}|kubernetes/pods/envVars/0|either value or valueFrom",
        "kubernetes: {pods: {envVars: [{name: X, value: 1, valueFrom: {}}]}}|kubernetes/pods/envVars/0|either value or valueFrom",
        "kubernetes: {pods: {envVars: [{name: '1X', value: 1}]}}|kubernetes/pods/envVars/0/name|name of a variable",
        "kubernetes: {pods: {volumeMounts: [{name: d}]}}|kubernetes/pods/volumeMounts/0/volume|volumeMount",
        "kubernetes: {pods: {volumeMounts: [{volume: {emptyDir: {}}, volumeMount: {mountPath: /d}}]}}|kubernetes/pods/volumeMounts/0/name|volume's name",
        "kubernetes: {pods: {volumeMounts: [{name: d, volume: {emptyDir: {}}, volumeMount: {mountPath: d}}]}}|kubernetes/pods/volumeMounts/0/volumeMount/mountPath|/data",
        "kubernetes: {jobManagerPodTemplate: 7}|kubernetes/jobManagerPodTemplate|an object",
        "kubernetes: {taskManagerPodTemplate: {spec: []}}|kubernetes/taskManagerPodTemplate/spec|an object",
        "kubernetes: {taskManagerPodTemplate: {spec: {containers: [{image: x}]}}}|kubernetes/taskManagerPodTemplate/spec/containers/0/name|flink-main-container",
        "kubernetes: {taskManagerPodTemplate: {metadata: {labels: {a: '-'}}}}|kubernetes/taskManagerPodTemplate/metadata/labels/a|at most 63"
      })
  void refusesATemplateThatCouldNotRun(String fields, String pointer, String says) {
    String block =
        fields.startsWith("{")
            ? fields.substring(1, fields.length() - 1).replace(", n", "\nn").replace(", f", "\nf")
            : fields;

    assertFault(Bodies.outcome(Bodies.withTemplate(block)), "/spec/template/spec/" + pointer, says);
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{kind: JAR}|jarUri|must not be null",
        "{kind: JAR, jarUri: ' '}|jarUri|must not be null",
        "{kind: JAR, jarUri: 'no uri'}|jarUri|expected a URI",
        "{kind: JAR, jarUri: 'https://repo.example.com/'}|jarUri|name of a file",
        "{kind: JAR, jarUri: 'file:///${DIR}/a.jar'}|jarUri|only http and https",
        "{kind: JAR, jarUri: 's3://bucket/a.jar'}|jarUri|use file, http, https",
        "{kind: JAR, jarUri: 'file:///a.jar', additionalDependencies: ['gs://b/u.jar']}|additionalDependencies/0|gs:",
        "{kind: JAR, jarUri: 'file:///a.jar', additionalDependencies: ['http://x/u.jar', 'http://y/a.jar']}|additionalDependencies/1|another file",
        "{kind: JAR, jarUri: 'file:///a.jar', entryClass: ''}|entryClass|name of a class",
        "{kind: JAR, jarUri: 'file:///a.jar', mainArgs: '--a \"b'}|mainArgs|not closed",
        "{kind: JAR, jarUri: 'file:///a.jar', flinkVersion: 2.9}|flinkVersion|known are 1.7, 1.10, 1.13, 2.3",
        "{kind: JAR, jarUri: 'file:///a.jar', flinkImageRegistry: 'http://r'}|flinkImageRegistry|registry.example.com",
        "{kind: JAR, jarUri: 'file:///a.jar', flinkImageRepository: 'A/B c'}|flinkImageRepository|data/flink",
        "{kind: JAR, jarUri: 'file:///a.jar', flinkImageTag: 'sha256:12'}|flinkImageTag|2.3.0-java21"
      })
  void refusesAProgramThatCouldNotRun(String artifact, String field, String says) {
    assertFault(
        Bodies.outcome(Bodies.withArtifact(artifact)),
        "/spec/template/spec/artifact/" + field,
        says);
  }

  @ParameterizedTest
  @CsvSource({"sqlscript, sqlScript: SELECT 1", "PYTHON, pythonArtifactUri: 's3://b/a.py'"})
  void saysWhatWorksInsteadOfKindsThatAreNotBuilt(String kind, String field) {
    Outcome outcome = Bodies.outcome(Bodies.withArtifact("{kind: %s, %s}".formatted(kind, field)));

    assertThat(((Outcome.Refused) outcome).code()).isEqualTo(RefusalCode.NOT_SUPPORTED);
    assertFault(outcome, "/spec/template/spec/artifact/kind", "use kind JAR with jarUri");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"a#b", "\"a\\nb\""})
  void refusesWhatTheTextFileOfOldLinesCannotHold(String value) {
    String body =
        "spec: {template: {spec: {artifact: {kind: JAR, jarUri: 'file:///a.jar', flinkVersion: %s}, flinkConfiguration: {x: %s}}}}";

    assertFault(
        Bodies.outcome(body.formatted("1.10", value)),
        "/spec/template/spec/flinkConfiguration/x",
        "flink-conf.yaml");
    assertThat(Bodies.outcome(body.formatted("2.3", value))).isInstanceOf(Outcome.Accepted.class);
  }

  @Test
  void refusesATemplateForLog4j1() {
    assertFault(
        Bodies.outcome(
            "spec: {template: {spec: {artifact: {kind: JAR, jarUri: 'file:///a.jar', flinkVersion: '1.10'}, logging: {log4j2ConfigurationTemplate: x}}}}"),
        "/spec/template/spec/logging/log4j2ConfigurationTemplate",
        "log4j 1");
  }

  @Test
  void namesEveryFaultAtOnce() {
    Outcome outcome =
        Bodies.outcome(Bodies.withTemplate("parallelism: 0\nresources: {jobmanager: {cpu: 0}}"));

    assertThat(((Outcome.Refused) outcome).faults()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "parallelism: 5|5|1",
        "parallelism: 5; flinkConfiguration: {taskmanager.numberOfTaskSlots: 2}|3|2",
        "numberOfTaskManagers: 4|4|1",
        "parallelism: 5; numberOfTaskManagers: 2; flinkConfiguration: {jobmanager.scheduler: Adaptive}|2|1"
      })
  void derivesTaskManagersFromParallelismAndSlots(String fields, int taskManagers, int slots) {
    JobSpec spec = Bodies.job(Bodies.withTemplate(fields.replace("; ", "\n"))).spec();

    assertThat(spec.numberOfTaskManagers()).isEqualTo(taskManagers);
    assertThat(spec.slotsPerTaskManager()).isEqualTo(slots);
  }

  @Test
  void readsResourcesAsNumbersAsTextAndAsNothing() {
    JobSpec spec =
        Bodies.job(
                Bodies.withTemplate(
                    "resources: {jobmanager: {cpu: 500m, memory: 1.5g}, taskmanager: {}}"))
            .spec();

    assertThat(spec.resources().get("jobmanager").cpu()).isEqualByComparingTo("0.5");
    assertThat(spec.resources().get("jobmanager").memory()).isEqualTo("1.5g");
    assertThat(spec.resources().get("taskmanager").cpu()).isEqualByComparingTo("1");
    assertThat(spec.resources().get("taskmanager").memory()).isEqualTo("1G");
  }

  @Test
  void splitsArgumentsAndTakesTheDefaultVersion() {
    JobSpec spec =
        Bodies.job(
                Bodies.withArtifact(
                    "{kind: jar, jarUri: 'file:///a.jar', mainArgs: \"--name 'two words'\"}"))
            .spec();

    assertThat(spec.arguments()).containsExactly("--name", "two words");
    assertThat(spec.flinkVersion()).isEqualTo("2.3");
    assertThat(spec.image()).isEqualTo("flink:2.3.0");
  }

  @Test
  void stopsADeploymentWhoseVersionThePlatformHasForgotten() {
    DeploymentSpec was = Samples.state(DesiredState.RUNNING).apply(Samples.SPEC);
    PlatformSettings without =
        new PlatformSettings(
            Samples.SETTINGS.deadlines(),
            Samples.SETTINGS.removals(),
            Optional.empty(),
            new FlinkVersions(
                Map.of("9.9", Samples.SETTINGS.flink().find("2.3").orElseThrow()), "9.9"),
            Set.of(),
            Map.of());
    UnaryOperator<DeploymentSpec> stop = Samples.state(DesiredState.CANCELLED);

    assertThat(SpecRules.check(was, stop.apply(was), without, Optional::empty)).isEmpty();
    assertThat(SpecRules.check(stop.apply(was), was, without, Optional::empty)).isPresent();
    assertThat(
            SpecRules.check(
                was, Samples.jar("file:///other.jar").apply(was), without, Optional::empty))
        .isPresent();
  }

  @Test
  void judgesAPolicyThatIsOnlyCarriedAlongNotAgain() {
    DeploymentSpec was =
        Samples.all(Samples.state(DesiredState.RUNNING), Samples.every("1h")).apply(Samples.SPEC);
    UnaryOperator<DeploymentSpec> stop = Samples.state(DesiredState.CANCELLED);
    PlatformSettings without = Samples.WITHOUT_STORAGE;

    assertThat(SpecRules.check(was, stop.apply(was), without, Optional::empty)).isEmpty();
    assertThat(SpecRules.check(stop.apply(was), was, without, Optional::empty)).isPresent();
    assertThat(SpecRules.check(was, Samples.every("2h").apply(was), without, Optional::empty))
        .isPresent();
  }

  @ParameterizedTest
  @CsvSource({"P999999999D", "999999999d", "PT9223372036854775807S", "36501d"})
  void refusesALengthOfTimeThatLeadsBeyondTheCalendar(String length) {
    assertFault(
        withField("jobFailureExpirationTime: " + length),
        "/spec/jobFailureExpirationTime",
        "at most 36500d");
    assertFault(
        withField("savepointPolicy: {schedule: {interval: " + length + "}}"),
        "/spec/savepointPolicy/schedule/interval",
        "at most 36500d");
    assertFault(
        withField("savepointPolicy: {retention: {maxAge: " + length + "}}"),
        "/spec/savepointPolicy/retention/maxAge",
        "at most 36500d");
  }

  private static Outcome withField(String field) {
    return Bodies.outcome(
        "spec: {" + field + ", template: {spec: {artifact: {kind: JAR, jarUri: file:///a.jar}}}}");
  }

  private static void assertFault(Outcome outcome, String pointer, String says) {
    assertThat(outcome).isInstanceOf(Outcome.Refused.class);
    List<SpecFault> faults = ((Outcome.Refused) outcome).faults();
    assertThat(faults)
        .anySatisfy(
            fault -> {
              assertThat(fault.pointer()).isEqualTo(pointer);
              assertThat(fault.detail()).contains(says);
            });
  }
}
