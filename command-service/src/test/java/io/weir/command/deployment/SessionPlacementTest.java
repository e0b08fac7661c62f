package io.weir.command.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.appmanager.DeploymentStatus;
import io.weir.command.decide.RefusalCode;
import io.weir.command.decide.SpecFault;
import io.weir.command.deployment.SessionClusters.Offer;
import io.weir.command.preview.AllowedActions;
import io.weir.command.preview.AllowedActions.Action;
import io.weir.command.view.DeploymentView;
import io.weir.events.deployment.ActualState;
import io.weir.events.deployment.FailureReason;
import io.weir.events.deployment.FinalStatus;
import io.weir.events.deployment.JobRequested;
import io.weir.events.deployment.JobSession;
import io.weir.events.deployment.JobTarget;
import io.weir.events.deployment.TransitionFailed;
import io.weir.events.report.ClusterReady;
import io.weir.events.spec.Artifact;
import io.weir.events.spec.DeploymentSpec;
import io.weir.events.spec.DesiredState;
import io.weir.events.spec.FlinkLine;
import io.weir.events.spec.KubernetesOptions;
import io.weir.events.spec.Logging;
import io.weir.events.spec.ResourceSpec;
import io.weir.events.spec.TemplateSpec;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Where a job of a deployment on a session cluster is placed, and what such a deployment may say.
 */
class SessionPlacementTest {
  private static final UUID SESSION = new UUID(0, 0xe1);
  private static final UnaryOperator<DeploymentSpec> WANTED = Samples.state(DesiredState.RUNNING);

  private static Offer offer(long incarnation, FlinkLine line) {
    return new Offer(
        new JobSession(SESSION, "shared", incarnation, "sc-" + SESSION + "-" + incarnation),
        new JobTarget("default", "flink-jobs"),
        "flink:2.3.0",
        line,
        4);
  }

  private static Offer offer(long incarnation) {
    return offer(incarnation, new FlinkLine(2, 3));
  }

  private static UnaryOperator<DeploymentSpec> template(UnaryOperator<TemplateSpec> change) {
    return spec ->
        Samples.with(spec, spec.sessionClusterName(), change.apply(spec.template().spec()));
  }

  @Test
  void aJobIsPlacedOnTheStartThatIsOffered() {
    JobRequested job = Story.onSession(offer(3), WANTED).requestedJob();

    assertThat(job.session()).contains(offer(3).session());
    assertThat(job.target()).isEqualTo(offer(3).target());
    assertThat(job.clusterName()).as("nothing has this name").isEqualTo("job-" + job.jobId());
    assertThat(job.spec().resources()).isEmpty();
    assertThat(job.spec().numberOfTaskManagers()).isZero();
    assertThat(job.spec().slotsPerTaskManager()).isEqualTo(4);
    assertThat(job.spec().flinkVersion()).isEqualTo("2.3");
    assertThat(job.spec().flinkConfiguration())
        .as("where its state goes, and nothing of processes")
        .containsKeys("state.savepoints.dir", "state.checkpoints.dir")
        .allSatisfy((key, value) -> assertThat(SessionRules.isOfProcesses(key)).isFalse());
  }

  @Test
  void everyAttemptIsPlacedAnew() {
    Story story = Story.onSession(offer(3), WANTED);
    story.fails(FailureReason.SESSION_CLUSTER_NOT_RUNNING);
    story.offered(Optional.of(offer(4))).gone();

    assertThat(story.requestedJob().attempt()).isEqualTo(2);
    assertThat(story.requestedJob().session()).contains(offer(4).session());
  }

  @Test
  void aMoveStopsTheJobWhereItIsAndStartsItWhereItGoes() {
    Story story = Story.of(WANTED).offered(Optional.of(offer(1))).comesUp();
    assertThat(story.requestedJob().session()).isEmpty();

    story.edit(Samples::onSession).written();
    story.ends(FinalStatus.FINISHED).gone();

    assertThat(story.requestedJob().session()).contains(offer(1).session());
    assertThat(story.requestedJob().restore().chosen()).isPresent();
    assertThat(SessionUse.of(story.state(), SESSION, "shared")).isTrue();
    story
        .comesUp()
        .edit(spec -> Samples.with(spec, Optional.empty(), Samples.SPEC.template().spec()));
    assertThat(SessionUse.of(story.state(), SESSION, "shared"))
        .as("its job is still there")
        .isTrue();
    story.written().ends(FinalStatus.FINISHED).gone();
    assertThat(story.requestedJob().session()).isEmpty();
    assertThat(SessionUse.of(story.state(), SESSION, "shared")).isFalse();
  }

  @Test
  void isUsedWhileAnythingIsUnderWayAndNotAtRest() {
    Story story = Story.onSession(offer(1), Samples.state(DesiredState.CANCELLED));
    assertThat(SessionUse.of(story.state(), SESSION, "shared")).isFalse();
    story.wish(DesiredState.RUNNING);
    assertThat(SessionUse.of(story.state(), SESSION, "shared")).isTrue();
    assertThat(SessionUse.of(story.state(), new UUID(9, 9), "other")).isFalse();
    story.comesUp();
    assertThat(SessionUse.of(story.state(), SESSION, "shared")).isTrue();
    story.wish(DesiredState.CANCELLED).cancelledAndGone();
    assertThat(SessionUse.of(story.state(), SESSION, "shared")).isFalse();
  }

  @Test
  void whatItWaitsForIsShown() {
    Story story = Story.onSession(offer(3), WANTED);
    assertThat(conditions(story))
        .singleElement()
        .satisfies(
            condition -> {
              assertThat(condition.type()).isEqualTo("SessionClusterAwaited");
              assertThat(condition.status()).isEqualTo("True");
              assertThat(condition.message()).contains("start 3", "shared");
            });
    story.report(new ClusterReady(Story.ID, story.job()));
    assertThat(conditions(story)).isEmpty();
    assertThat(conditions(Story.of(WANTED))).as("a cluster of its own").isEmpty();
  }

  private static List<DeploymentStatus.Condition> conditions(Story story) {
    return DeploymentView.of(new Recorded(story.state(), 1, story.now(), Optional.empty()))
        .status()
        .orElseThrow()
        .transition()
        .orElseThrow()
        .conditions();
  }

  @Test
  void aSessionClusterThatDoesNotFitAnyMoreIsSaidSo() {
    Story story =
        Story.onSession(offer(1), template(t -> with(t, a -> version(a, Optional.of("2.3")))));
    story.offered(Optional.of(offer(2, new FlinkLine(1, 20)))).wish(DesiredState.RUNNING);
    story.refused(RefusalCode.INVALID_SPEC);
    assertThat(verdict(story, Action.START)).contains("INVALID_SPEC");

    story.offered(Optional.of(offer(2))).wish(DesiredState.RUNNING).comesUp();
    story.dies("boom").offered(Optional.empty()).gone().is(ActualState.FAILED);
    assertThat(story.newest(TransitionFailed.class).failure().reason())
        .isEqualTo(FailureReason.SESSION_CLUSTER_UNFIT);
    story.offered(Optional.of(offer(2)));
    assertThat(verdict(story, Action.RESTART)).isEmpty();
    story.offered(Optional.empty()).restart(true).refused(RefusalCode.INVALID_SPEC);
  }

  private static Optional<String> verdict(Story story, Action action) {
    return AllowedActions.of(
            story.state(),
            new Moment(story.now(), new UUID(3, 3), 0, story.settings(), story.sessionClusters()))
        .stream()
        .filter(each -> each.action() == action)
        .findFirst()
        .orElseThrow()
        .code();
  }

  static Stream<Arguments> faults() {
    ResourceSpec resources = new ResourceSpec(BigDecimal.ONE, "1g");
    String at = "/spec/template/spec";
    return Stream.of(
        fault(
            at + "/resources",
            template(
                t ->
                    parts(
                        t,
                        Map.of("jobmanager", resources),
                        t.logging(),
                        Optional.empty(),
                        Optional.empty()))),
        fault(
            at + "/kubernetes",
            template(
                t ->
                    parts(
                        t,
                        Map.of(),
                        t.logging(),
                        Optional.of(
                            new KubernetesOptions(
                                Map.of("a", "b"),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty())),
                        Optional.empty()))),
        fault(
            at + "/numberOfTaskManagers",
            template(t -> parts(t, Map.of(), t.logging(), Optional.empty(), Optional.of(2)))),
        fault(
            at + "/logging/log4jLoggers",
            template(
                t ->
                    parts(
                        t,
                        Map.of(),
                        new Logging(Optional.empty(), Map.of("", "DEBUG"), Optional.empty()),
                        Optional.empty(),
                        Optional.empty()))),
        fault(
            at + "/logging/loggingProfile",
            template(
                t ->
                    parts(
                        t,
                        Map.of(),
                        new Logging(Optional.of("default"), Map.of(), Optional.empty()),
                        Optional.empty(),
                        Optional.empty()))),
        fault(
            at + "/flinkConfiguration/taskmanager.numberOfTaskSlots",
            template(t -> with(t, t.parallelism(), Map.of("taskmanager.numberOfTaskSlots", "2")))),
        fault(
            at + "/artifact/flinkVersion",
            template(t -> with(t, a -> version(a, Optional.of("1.13"))))),
        fault(
            at + "/artifact/flinkImageTag",
            template(
                t ->
                    with(
                        t,
                        a ->
                            new Artifact(
                                a.kind(),
                                a.jarUri(),
                                a.entryClass(),
                                a.mainArgs(),
                                List.of(),
                                a.sqlScript(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of("mine"))))),
        fault(
            at + "/artifact/additionalDependencies/1",
            template(
                t ->
                    with(
                        t,
                        a ->
                            new Artifact(
                                a.kind(),
                                a.jarUri(),
                                a.entryClass(),
                                a.mainArgs(),
                                List.of("file:///more.jar", "file:///words.txt"),
                                a.sqlScript(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty())))),
        fault(
            "/spec/sessionClusterName",
            s -> Samples.with(s, Optional.of("nowhere"), s.template().spec())),
        fault(at + "/parallelism", template(t -> with(t, 0, t.flinkConfiguration()))));
  }

  private static Arguments fault(String pointer, UnaryOperator<DeploymentSpec> spec) {
    return Arguments.of(pointer, spec);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void refusesWhatIsTheClustersWithFieldAndReason(
      String pointer, UnaryOperator<DeploymentSpec> spec) {
    Story story = Story.onSession(offer(1), UnaryOperator.identity());
    story.edit(spec).refused(RefusalCode.INVALID_SPEC);
    assertThat(((Outcome.Refused) story.last()).faults())
        .extracting(SpecFault::pointer)
        .containsExactly(pointer);
  }

  @Test
  void aVersionBeforeOptionsCameWithAProgramIsRefused() {
    Story story = Story.onSession(offer(1, new FlinkLine(1, 13)), UnaryOperator.identity());
    assertThat(((Outcome.Refused) story.last()).message()).contains("1.13", "1.15 or later");
  }

  private static TemplateSpec with(TemplateSpec t, UnaryOperator<Artifact> artifact) {
    return new TemplateSpec(
        artifact.apply(t.artifact()),
        t.parallelism(),
        t.numberOfTaskManagers(),
        t.resources(),
        t.flinkConfiguration(),
        t.logging(),
        t.kubernetes());
  }

  private static TemplateSpec with(TemplateSpec t, int parallelism, Map<String, String> options) {
    return new TemplateSpec(
        t.artifact(),
        parallelism,
        t.numberOfTaskManagers(),
        t.resources(),
        options,
        t.logging(),
        t.kubernetes());
  }

  private static Artifact version(Artifact a, Optional<String> version) {
    return new Artifact(
        a.kind(),
        a.jarUri(),
        a.entryClass(),
        a.mainArgs(),
        List.of(),
        a.sqlScript(),
        version,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static TemplateSpec parts(
      TemplateSpec t,
      Map<String, ResourceSpec> resources,
      Logging logging,
      Optional<KubernetesOptions> kubernetes,
      Optional<Integer> taskManagers) {
    return new TemplateSpec(
        t.artifact(),
        t.parallelism(),
        taskManagers,
        resources,
        t.flinkConfiguration(),
        logging,
        kubernetes);
  }
}
