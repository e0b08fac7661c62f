package io.weir.cluster.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class WorkloadsTest extends WithCluster {
  private static final String DEPLOYMENT =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web}
      spec:
        replicas: 2
        strategy: {type: %s}
        selector: {matchLabels: {app: web}}
        template:
          metadata: {labels: {app: web}}
          spec:
            terminationGracePeriodSeconds: 5
            containers:
              - name: main
                image: test/host:1
                command: [sh, -c, "trap 'exit 0' TERM; while :; do sleep 0.1; done"]
                env: [{name: VERSION, value: "1"}]
      """;

  private static final String WAITS = "trap 'exit 0' TERM; while :; do sleep 0.1; done";

  @Test
  void rollsToANewTemplateAndScales() {
    create(DEPLOYMENT.formatted("RollingUpdate"));
    awaitAvailable(2);
    List<String> before = names();

    changeVersion("2");
    awaitAvailable(2);
    await("all pods are new")
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(names()).hasSize(2).doesNotContainAnyElementsOf(before));
    assertThat(deployment().getMetadata().getAnnotations())
        .containsEntry("deployment.kubernetes.io/revision", "2");
    assertThat(client.apps().replicaSets().inNamespace(namespace).list().getItems()).hasSize(2);

    client.apps().deployments().inNamespace(namespace).withName("web").scale(1);
    await("one is left")
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(names()).hasSize(1));
  }

  @Test
  void neverRunsOldAndNewTogetherWhenItRecreates() {
    create(DEPLOYMENT.formatted("Recreate"));
    awaitAvailable(2);
    List<String> before = names();
    ConcurrentSkipListSet<String> together = new ConcurrentSkipListSet<>();
    changeVersion("2");
    await("all pods are new")
        .pollInterval(Duration.ofMillis(20))
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              List<String> now = names();
              boolean old = now.stream().anyMatch(before::contains);
              boolean young = now.stream().anyMatch(name -> !before.contains(name));
              if (old && young) {
                together.addAll(now);
              }
              return now.size() == 2 && !old;
            });
    assertThat(together).isEmpty();
    awaitAvailable(2);
  }

  @Test
  void replacesAPodThatIsDeleted() {
    create(DEPLOYMENT.formatted("RollingUpdate"));
    awaitAvailable(2);
    List<String> before = names();
    client.pods().inNamespace(namespace).withName(before.getFirst()).delete();
    await("there are two again")
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(names()).hasSize(2).doesNotContain(before.getFirst()));
  }

  @Test
  void completesAJobAndFailsAnother() {
    create(job("good", "exit 0", 0, "Never") + "---\n" + job("bad", "exit 3", 0, "Never"));
    assertThat(awaitCondition("good", "Complete").getStatus()).isEqualTo("True");
    assertThat(awaitCondition("bad", "Failed").getReason()).isEqualTo("BackoffLimitExceeded");
    assertThat(pods().stream().filter(pod -> pod.getMetadata().getName().startsWith("bad-")))
        .hasSize(1);
  }

  @Test
  void aJobsPodThatIsDeletedHasFailedAlsoWhenItIsGoneAtOnce() {
    create(job("asked", WAITS, 0, "Never") + "---\n" + job("forced", WAITS, 0, "Never"));
    for (String name : List.of("asked", "forced")) {
      Pod pod = awaitRunningPodOf(name);
      var deletion = client.resource(pod);
      if (name.equals("forced")) deletion.withGracePeriod(0).delete();
      else deletion.delete();
    }
    for (String name : List.of("asked", "forced")) {
      assertThat(awaitCondition(name, "Failed").getReason()).isEqualTo("BackoffLimitExceeded");
      JobStatus status =
          client.batch().v1().jobs().inNamespace(namespace).withName(name).get().getStatus();
      assertThat(status.getFailed()).isOne();
      assertThat(status.getTerminating()).isZero();
    }
    await("no pod is left, and none came instead")
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(pods()).isEmpty());
  }

  @Test
  void podsOfAJobThatIsGoneAreHeldByNobody() {
    create(job("gone", WAITS, 0, "Never") + "---\n" + job("left", WAITS, 0, "Never"));
    awaitRunningPodOf("gone");
    Pod left = awaitRunningPodOf("left");
    var jobs = client.batch().v1().jobs().inNamespace(namespace);
    jobs.withName("gone").withPropagationPolicy(DeletionPropagation.BACKGROUND).delete();
    jobs.withName("left").withPropagationPolicy(DeletionPropagation.ORPHAN).delete();
    await("only the pod is left that was to be")
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              assertThat(names()).containsExactly(left.getMetadata().getName());
              assertThat(pods().getFirst().getMetadata().getFinalizers()).isEmpty();
            });
  }

  @Test
  void restartsInsideTheJobsPodUpToItsLimit() {
    create(job("flaky", "exit 1", 2, "OnFailure"));
    assertThat(awaitCondition("flaky", "Failed").getReason()).isEqualTo("BackoffLimitExceeded");
    await("its pod is deleted, so that nothing restarts any more")
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(pods()).isEmpty());
  }

  @Test
  void deletesDependentsFirstLastOrNot() {
    create(DEPLOYMENT.formatted("RollingUpdate"));
    awaitAvailable(2);
    var deployments = client.apps().deployments().inNamespace(namespace).withName("web");
    deployments.withPropagationPolicy(DeletionPropagation.ORPHAN).delete();
    await("the deployment alone is gone").until(() -> deployments.get() == null);
    assertThat(names()).hasSize(2);
    var sets = client.apps().replicaSets().inNamespace(namespace);
    await("its replica set has no owner")
        .untilAsserted(
            () ->
                assertThat(sets.list().getItems())
                    .singleElement()
                    .satisfies(
                        set -> assertThat(set.getMetadata().getOwnerReferences()).isEmpty()));

    String set = sets.list().getItems().getFirst().getMetadata().getName();
    sets.withName(set).withPropagationPolicy(DeletionPropagation.FOREGROUND).delete();
    await("the replica set goes after its pods")
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              boolean podsGone = names().isEmpty();
              boolean setGone = sets.withName(set).get() == null;
              assertThat(setGone && !names().isEmpty()).isFalse();
              return podsGone && setGone;
            });
  }

  @Test
  void emptiesANamespaceThatIsDeleted() {
    create(DEPLOYMENT.formatted("RollingUpdate") + "---\n" + job("good", "exit 0", 0, "Never"));
    awaitAvailable(2);
    assertThat(client.serviceAccounts().inNamespace(namespace).withName("default").get())
        .isNotNull();
    client.namespaces().withName(namespace).delete();
    await("the namespace is gone")
        .atMost(Duration.ofSeconds(30))
        .until(() -> client.namespaces().withName(namespace).get() == null);
    assertThat(pods()).isEmpty();
  }

  private Pod awaitRunningPodOf(String job) {
    return await("the pod of " + job + " runs")
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                pods().stream()
                    .filter(pod -> pod.getMetadata().getName().startsWith(job + "-"))
                    .filter(pod -> pod.getStatus() != null)
                    .filter(pod -> "Running".equals(pod.getStatus().getPhase()))
                    .findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  private void changeVersion(String version) {
    client
        .apps()
        .deployments()
        .inNamespace(namespace)
        .withName("web")
        .edit(
            web -> {
              web.getSpec()
                  .getTemplate()
                  .getSpec()
                  .getContainers()
                  .getFirst()
                  .getEnv()
                  .getFirst()
                  .setValue(version);
              return web;
            });
  }

  private Deployment deployment() {
    return client.apps().deployments().inNamespace(namespace).withName("web").get();
  }

  private void awaitAvailable(int replicas) {
    await(replicas + " replicas are up to date and available")
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              var web = deployment();
              assertThat(web.getStatus()).isNotNull();
              assertThat(web.getStatus().getObservedGeneration())
                  .isEqualTo(web.getMetadata().getGeneration());
              assertThat(web.getStatus().getUpdatedReplicas()).isEqualTo(replicas);
              assertThat(web.getStatus().getAvailableReplicas()).isEqualTo(replicas);
              assertThat(web.getStatus().getReplicas()).isEqualTo(replicas);
            });
  }

  private JobCondition awaitCondition(String job, String type) {
    AtomicReference<JobCondition> seen = new AtomicReference<>();
    await(job + " is " + type)
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              Job found = client.batch().v1().jobs().inNamespace(namespace).withName(job).get();
              assertThat(
                      Optional.ofNullable(found.getStatus())
                          .map(JobStatus::getConditions)
                          .orElse(List.of()))
                  .as(this::state)
                  .anySatisfy(
                      one -> {
                        assertThat(one.getType()).isEqualTo(type);
                        seen.set(one);
                      });
            });
    return seen.get();
  }

  private List<String> names() {
    return pods().stream().map(Pod::getMetadata).map(metadata -> metadata.getName()).toList();
  }

  private static String job(String name, String script, int backoffLimit, String policy) {
    return """
        apiVersion: batch/v1
        kind: Job
        metadata: {name: %s}
        spec:
          backoffLimit: %d
          template:
            spec:
              restartPolicy: %s
              containers: [{name: main, image: "test/host:1", command: [sh, -c, "%s"]}]
        """
        .formatted(name, backoffLimit, policy, script);
  }
}
