package io.weir.cluster.kubelet;

import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.weir.cluster.image.ImageTable;
import io.weir.cluster.image.Node;
import io.weir.cluster.loop.KeyedLoop;
import io.weir.cluster.record.EventRecorder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Runs the pods of the API server as processes of this machine. Its own end leaves them running;
 * the next kubelet on the same data directory takes them over.
 */
public final class Kubelet implements AutoCloseable {
  /** The name of the one node. */
  public static final String NODE = "local";

  private static final int CONFLICT = 409;
  private static final String HOSTS = "hosts";

  private final KubernetesClient client;
  private final Clock clock;
  private final PodApi api;
  private final EventRecorder events;
  private final ProbeBoard probes;
  private final KeyedLoop<String> loop;
  private final KeyedLoop<String> hostsLoop;
  private final SharedIndexInformer<Pod> podInformer;
  private final SharedIndexInformer<Service> serviceInformer;
  private final SharedIndexInformer<Endpoints> endpointsInformer;
  private final Sandboxes sandboxes;

  /**
   * A kubelet that does nothing yet.
   *
   * @param data where pods and claims lie
   */
  public Kubelet(
      KubernetesClient client,
      Path data,
      ImageTable images,
      Node node,
      KubeletPolicy policy,
      Clock clock) {
    this.client = client;
    this.clock = clock;
    this.api = new PodApi(client);
    this.events = new EventRecorder(client, "kubelet", clock);
    this.podInformer = client.pods().inAnyNamespace().runnableInformer(0);
    this.serviceInformer = client.services().inAnyNamespace().runnableInformer(0);
    this.endpointsInformer = client.endpoints().inAnyNamespace().runnableInformer(0);
    this.sandboxes =
        new Sandboxes(
            pods(data),
            new IpPool(data),
            () -> serviceInformer.getIndexer().list(),
            () -> endpointsInformer.getIndexer().list());
    this.probes = new ProbeBoard(clock, this::probed);
    PodLook podLook =
        new PodLook(
            pods(data),
            api,
            new ContainerStarter(images, node, data.resolve("claims"), api),
            probes,
            sandboxes,
            events,
            policy,
            clock,
            this::look);
    this.loop = new KeyedLoop<>("kubelet", podLook);
    this.hostsLoop =
        new KeyedLoop<>(
            HOSTS,
            any -> {
              sandboxes.refreshHosts();
              return Optional.empty();
            });
  }

  /**
   * Takes over the pods that run, then keeps all pods as the API server wants them.
   *
   * @throws IOException if the data directory cannot be read
   */
  public void start() throws IOException {
    registerNode();
    serviceInformer.addEventHandler(anyChange(service -> hostsLoop.look(HOSTS)));
    endpointsInformer.addEventHandler(anyChange(endpoints -> hostsLoop.look(HOSTS)));
    serviceInformer.run();
    endpointsInformer.run();
    var left = sandboxes.adopt();
    podInformer.addEventHandler(
        new ResourceEventHandler<>() {
          @Override
          public void onAdd(Pod pod) {
            saw(pod);
          }

          @Override
          public void onUpdate(Pod before, Pod pod) {
            if (!before.getMetadata().getUid().equals(pod.getMetadata().getUid())) {
              onDelete(before, false);
            }
            saw(pod);
          }

          @Override
          public void onDelete(Pod pod, boolean unknown) {
            api.sawGone(pod);
            look(pod.getMetadata().getUid());
          }
        });
    podInformer.run();
    // Pods that were deleted while no kubelet was here.
    left.forEach(directory -> look(directory.uid()));
  }

  /** Ends the kubelet; pods go on. */
  @Override
  public void close() {
    podInformer.stop();
    serviceInformer.stop();
    endpointsInformer.stop();
    probes.close();
    hostsLoop.close();
    loop.close();
    events.close();
  }

  /**
   * Ends all processes of all pods under a data directory, as a machine does that is switched off:
   * SIGTERM, then SIGKILL. No kubelet may run there meanwhile. The pods themselves stay, and the
   * next kubelet treats them as after a reboot.
   *
   * @param grace how long processes may take to end
   */
  public static void stopPods(Path data, Duration grace) throws IOException, InterruptedException {
    new PodShutdown(pods(data)).run(grace);
  }

  static Path pods(Path data) {
    return data.resolve("pods");
  }

  private void saw(Pod pod) {
    String node = pod.getSpec().getNodeName();
    if (node == null || node.equals(NODE)) {
      api.saw(pod);
      look(pod.getMetadata().getUid());
    }
  }

  private void look(String uid) {
    loop.look(uid);
  }

  private void probed(ProbeBoard.Target target, Optional<String> failure) {
    failure.ifPresent(
        message ->
            api.byUid(target.uid())
                .ifPresent(
                    pod -> events.record(pod, EventRecorder.Type.WARNING, "Unhealthy", message)));
    look(target.uid());
  }

  private void registerNode() {
    String now = Instant.now(clock).truncatedTo(ChronoUnit.SECONDS).toString();
    int cores = Runtime.getRuntime().availableProcessors();
    var node =
        new NodeBuilder()
            .withNewMetadata()
            .withName(NODE)
            .addToLabels("kubernetes.io/hostname", NODE)
            .addToLabels("kubernetes.io/os", "linux")
            .endMetadata()
            .withNewStatus()
            .addToCapacity("cpu", new Quantity(Integer.toString(cores)))
            .addToCapacity("memory", new Quantity("64Gi"))
            .addToCapacity("pods", new Quantity("1000"))
            .addToAllocatable("cpu", new Quantity(Integer.toString(cores)))
            .addToAllocatable("memory", new Quantity("64Gi"))
            .addToAllocatable("pods", new Quantity("1000"))
            .addNewAddress(PodStatusView.HOST_IP, "InternalIP")
            .addNewCondition()
            .withType("Ready")
            .withStatus("True")
            .withReason("KubeletReady")
            .withMessage("pods run as processes of this machine")
            .withLastTransitionTime(now)
            .withLastHeartbeatTime(now)
            .endCondition()
            .withNewNodeInfo()
            .withOperatingSystem("linux")
            .withContainerRuntimeVersion("process://1")
            .withKubeletVersion(client.getKubernetesVersion().getGitVersion())
            .endNodeInfo()
            .endStatus()
            .build();
    try {
      client.nodes().resource(node).create();
    } catch (KubernetesClientException known) {
      if (known.getCode() != CONFLICT) {
        throw known;
      }
    }
    client.nodes().resource(node).patchStatus();
  }

  private static <T extends HasMetadata> ResourceEventHandler<T> anyChange(Consumer<T> look) {
    return new ResourceEventHandler<>() {
      @Override
      public void onAdd(T object) {
        look.accept(object);
      }

      @Override
      public void onUpdate(T before, T object) {
        look.accept(object);
      }

      @Override
      public void onDelete(T object, boolean unknown) {
        look.accept(object);
      }
    };
  }
}
