package io.weir.cluster.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PodsTest extends WithCluster {

  @Test
  void givesVolumesVariablesAndAnAddressToInitAndMainContainers() {
    create(
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: settings}
        data:
          app.conf: "dir=/data/shared file=/etc/app/app.conf"
          KEY: from-config-map
        ---
        apiVersion: v1
        kind: Secret
        metadata: {name: password}
        stringData: {word: hush}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: full, labels: {tier: back}}
        spec:
          restartPolicy: Never
          initContainers:
            - name: prepare
              image: test/host:1
              command: [sh, -c, "echo prepared > /data/shared/file"]
              volumeMounts: [{name: shared, mountPath: /data/shared}]
          containers:
            - name: main
              image: test/host:1
              command: [sh, -c]
              args: ["cat /data/shared/file /etc/app/app.conf; echo; echo $(GREETING) $TIER $KEY $WORD $LIMIT $POD_IP"]
              resources: {limits: {memory: 64Mi}}
              env:
                - {name: NAME, valueFrom: {fieldRef: {fieldPath: metadata.name}}}
                - {name: GREETING, value: "hello $(NAME)"}
                - {name: TIER, valueFrom: {fieldRef: {fieldPath: "metadata.labels['tier']"}}}
                - {name: KEY, valueFrom: {configMapKeyRef: {name: settings, key: KEY}}}
                - {name: WORD, valueFrom: {secretKeyRef: {name: password, key: word}}}
                - {name: LIMIT, valueFrom: {resourceFieldRef: {resource: limits.memory, divisor: 1Mi}}}
                - {name: POD_IP, valueFrom: {fieldRef: {fieldPath: status.podIP}}}
              volumeMounts:
                - {name: shared, mountPath: /data/shared}
                - {name: conf, mountPath: /etc/app}
          volumes:
            - {name: shared, emptyDir: {}}
            - {name: conf, configMap: {name: settings}}
        """);
    Pod pod = awaitPhase("full", "Succeeded");
    String log = log("full");
    assertThat(log).startsWith("prepared\n");
    assertThat(log).doesNotContain("=/data/shared").doesNotContain("=/etc/app");
    assertThat(log)
        .endsWith("hello full back from-config-map hush 64 " + pod.getStatus().getPodIP() + "\n");
  }

  @Test
  void waitsForAConfigMapAndAnImageAndSaysSo() {
    create(
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: lacking}
        spec:
          restartPolicy: Never
          containers:
            - name: main
              image: test/host:1
              command: ["true"]
              envFrom: [{configMapRef: {name: late}}]
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: imageless}
        spec:
          containers: [{name: main, image: "nginx:1"}]
        """);
    Pod waits =
        awaitPod("lacking", "it waits", pod -> waiting(pod).equals("CreateContainerConfigError"));
    assertThat(state(waits).getState().getWaiting().getMessage())
        .isEqualTo("configmap \"late\" not found");
    Pod imageless = awaitPod("imageless", "it waits", pod -> waiting(pod).equals("ErrImagePull"));
    assertThat(state(imageless).getState().getWaiting().getMessage())
        .contains("no image nginx:1: use one of [test/host:*");
    await("warnings about both")
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(
                        client
                            .v1()
                            .events()
                            .inNamespace(namespace)
                            .withField("type", "Warning")
                            .list()
                            .getItems())
                    .extracting(event -> event.getInvolvedObject().getName(), Event::getReason)
                    .contains(
                        tuple("lacking", "CreateContainerConfigError"),
                        tuple("imageless", "ErrImagePull")));

    client
        .resource(
            new ConfigMapBuilder()
                .withNewMetadata()
                .withName("late")
                .withNamespace(namespace)
                .endMetadata()
                .addToData("A", "1")
                .build())
        .create();
    awaitPhase("lacking", "Succeeded");
  }

  @Test
  void restartsWithBackOffAndKeepsTheLastWordsAndTheLastLog() {
    create(
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: crashing}
        spec:
          containers:
            - name: main
              image: test/host:1
              command: [sh, -c, "echo run; echo of woe; exit 3"]
              terminationMessagePolicy: FallbackToLogsOnError
        """);
    Pod pod =
        awaitPod(
            "crashing",
            "it is held back",
            one -> waiting(one).equals("CrashLoopBackOff") && state(one).getRestartCount() >= 2);
    var last = state(pod).getLastState().getTerminated();
    assertThat(last.getExitCode()).isEqualTo(3);
    assertThat(last.getReason()).isEqualTo("Error");
    assertThat(last.getMessage()).isEqualTo("run\nof woe");
    assertThat(
            client
                .pods()
                .inNamespace(namespace)
                .withName("crashing")
                .terminated()
                .tailingLines(1)
                .getLog())
        .isEqualTo("of woe\n");
  }

  @Test
  void actsOnItsProbes() throws Exception {
    Path sick = directory.resolve("sick");
    Path unready = Files.createFile(directory.resolve("unready"));
    create(
        """
        apiVersion: v1
        kind: Service
        metadata: {name: probed}
        spec: {selector: {app: probed}, clusterIP: None, ports: [{port: 80}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: probed, labels: {app: probed}}
        spec:
          terminationGracePeriodSeconds: 1
          containers:
            - name: main
              image: test/host:1
              command: [sh, -c, "trap '' TERM; while :; do sleep 0.2; done"]
              readinessProbe: {exec: {command: [test, "!", -e, %s]}, periodSeconds: 1, failureThreshold: 1}
              # fails once per file: the second run must not be found sick, too
              livenessProbe: {exec: {command: [sh, -c, "! rm %s"]}, periodSeconds: 1, failureThreshold: 1}
        """
            .formatted(unready, sick));
    awaitPhase("probed", "Running");
    assertThat(ready(client.pods().inNamespace(namespace).withName("probed").get())).isFalse();
    Files.delete(unready);
    Pod pod = awaitPod("probed", "it is ready", WithCluster::ready);
    await("the service has its address")
        .untilAsserted(
            () ->
                assertThat(
                        client
                            .endpoints()
                            .inNamespace(namespace)
                            .withName("probed")
                            .get()
                            .getSubsets()
                            .getFirst()
                            .getAddresses()
                            .getFirst()
                            .getIp())
                    .isEqualTo(pod.getStatus().getPodIP()));
    Files.createFile(sick);
    Pod restarted =
        awaitPod("probed", "it is restarted, by force", one -> state(one).getRestartCount() >= 1);
    assertThat(state(restarted).getLastState().getTerminated().getExitCode()).isEqualTo(137);
  }

  @Test
  void endsWithinItsGraceAndLeavesNothing() throws Exception {
    create(
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: ending}
        spec:
          terminationGracePeriodSeconds: 20
          containers:
            - name: main
              image: test/host:1
              command: [sh, -c, "trap 'echo bye; exit 0' TERM; echo up; while :; do sleep 0.1; done"]
        """);
    awaitPhase("ending", "Running");
    await("it listens").until(() -> log("ending").contains("up"));
    CompletableFuture<String> followed = new CompletableFuture<>();
    InputStream stream =
        client.pods().inNamespace(namespace).withName("ending").watchLog().getOutput();
    Thread.ofVirtual()
        .start(
            () -> {
              try (stream) {
                followed.complete(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
              } catch (Exception failure) {
                followed.completeExceptionally(failure);
              }
            });
    client.pods().inNamespace(namespace).withName("ending").delete();
    await("it is gone")
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () -> {
              assertThat(pods()).isEmpty();
              assertThat(directory.resolve("data/pods"))
                  .isDirectoryNotContaining(
                      path -> path.getFileName().toString().contains("_ending_"));
            });
    assertThat(followed.get(10, TimeUnit.SECONDS)).isEqualTo("up\nbye\n");
  }

  @Test
  void endsAtOnceWhenForced() throws Exception {
    create(
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: stubborn}
        spec:
          containers:
            - name: main
              image: test/host:1
              command: [sh, -c, "trap '' TERM; echo $$$$; while :; do sleep 0.1; done"]
        """);
    awaitPhase("stubborn", "Running");
    await("it listens").until(() -> !log("stubborn").isEmpty());
    ProcessHandle process = ProcessHandle.of(Long.parseLong(log("stubborn").strip())).orElseThrow();
    client.pods().inNamespace(namespace).withName("stubborn").withGracePeriod(0).delete();
    await("its process is gone").until(() -> !process.isAlive());
  }

  private String log(String pod) {
    return client.pods().inNamespace(namespace).withName(pod).getLog();
  }

  private static ContainerStatus state(Pod pod) {
    return pod.getStatus().getContainerStatuses().getFirst();
  }

  private static String waiting(Pod pod) {
    return pod.getStatus() == null
            || pod.getStatus().getContainerStatuses().isEmpty()
            || state(pod).getState().getWaiting() == null
        ? ""
        : state(pod).getState().getWaiting().getReason();
  }
}
