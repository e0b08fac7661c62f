package io.weir.cluster.controller;

import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EndpointAddress;
import io.fabric8.kubernetes.api.model.EndpointAddressBuilder;
import io.fabric8.kubernetes.api.model.EndpointPort;
import io.fabric8.kubernetes.api.model.EndpointPortBuilder;
import io.fabric8.kubernetes.api.model.EndpointSubset;
import io.fabric8.kubernetes.api.model.EndpointSubsetBuilder;
import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.api.model.EndpointsBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which addresses stand behind a service. Pure. */
final class EndpointsView {
  private EndpointsView() {}

  /** Whether the service's pods are found by labels; others have no endpoints made for them. */
  static boolean selects(Service service) {
    return service.getSpec().getSelector() != null
        && !service.getSpec().getSelector().isEmpty()
        && !"ExternalName".equals(service.getSpec().getType());
  }

  static Endpoints endpoints(Service service, List<Pod> pods) {
    List<Pod> mine = mine(service, pods);
    List<EndpointAddress> ready =
        mine.stream().filter(pod -> serves(service, pod)).map(EndpointsView::address).toList();
    List<EndpointAddress> notReady =
        mine.stream().filter(pod -> !serves(service, pod)).map(EndpointsView::address).toList();
    EndpointSubset subset =
        new EndpointSubsetBuilder()
            .withAddresses(ready)
            .withNotReadyAddresses(notReady)
            .withPorts(service.getSpec().getPorts().stream().map(port -> port(port, mine)).toList())
            .build();
    return new EndpointsBuilder()
        .withNewMetadata()
        .withName(service.getMetadata().getName())
        .withNamespace(service.getMetadata().getNamespace())
        .withLabels(service.getMetadata().getLabels())
        .withOwnerReferences(Ownership.controlledBy(service))
        .endMetadata()
        .withSubsets(mine.isEmpty() ? List.of() : List.of(subset))
        .build();
  }

  static EndpointSlice slice(Service service, List<Pod> pods) {
    List<Pod> mine = mine(service, pods);
    return new EndpointSliceBuilder()
        .withNewMetadata()
        .withName(service.getMetadata().getName())
        .withNamespace(service.getMetadata().getNamespace())
        .addToLabels("kubernetes.io/service-name", service.getMetadata().getName())
        .addToLabels("endpointslice.kubernetes.io/managed-by", "endpointslice-controller.k8s.io")
        .withOwnerReferences(Ownership.controlledBy(service))
        .endMetadata()
        .withAddressType("IPv4")
        .withPorts(
            service.getSpec().getPorts().stream()
                .map(port -> port(port, mine))
                .map(
                    port ->
                        new io.fabric8.kubernetes.api.model.discovery.v1.EndpointPortBuilder()
                            .withName(port.getName())
                            .withPort(port.getPort())
                            .withProtocol(port.getProtocol())
                            .build())
                .toList())
        .withEndpoints(
            mine.stream()
                .map(
                    pod ->
                        new EndpointBuilder()
                            .withAddresses(pod.getStatus().getPodIP())
                            .withNewConditions(
                                serves(service, pod), PodState.ready(pod), PodState.deleting(pod))
                            .withNodeName(pod.getSpec().getNodeName())
                            .withNewTargetRef()
                            .withKind("Pod")
                            .withName(pod.getMetadata().getName())
                            .withNamespace(pod.getMetadata().getNamespace())
                            .withUid(pod.getMetadata().getUid())
                            .endTargetRef()
                            .build())
                .toList())
        .build();
  }

  private static List<Pod> mine(Service service, List<Pod> pods) {
    Map<String, String> selector = service.getSpec().getSelector();
    return pods.stream()
        .filter(
            pod ->
                Optional.ofNullable(pod.getMetadata().getLabels())
                    .filter(labels -> labels.entrySet().containsAll(selector.entrySet()))
                    .isPresent())
        .filter(pod -> pod.getStatus() != null && pod.getStatus().getPodIP() != null)
        .filter(pod -> !PodState.finished(pod))
        .sorted(Comparator.comparing(pod -> pod.getMetadata().getName()))
        .toList();
  }

  private static boolean serves(Service service, Pod pod) {
    return Boolean.TRUE.equals(service.getSpec().getPublishNotReadyAddresses())
        || (PodState.ready(pod) && !PodState.deleting(pod));
  }

  private static EndpointAddress address(Pod pod) {
    return new EndpointAddressBuilder()
        .withIp(pod.getStatus().getPodIP())
        .withNodeName(pod.getSpec().getNodeName())
        .withNewTargetRef()
        .withKind("Pod")
        .withName(pod.getMetadata().getName())
        .withNamespace(pod.getMetadata().getNamespace())
        .withUid(pod.getMetadata().getUid())
        .endTargetRef()
        .build();
  }

  private static EndpointPort port(ServicePort port, List<Pod> pods) {
    return new EndpointPortBuilder()
        .withName(port.getName())
        .withProtocol(Optional.ofNullable(port.getProtocol()).orElse("TCP"))
        .withPort(targetPort(port, pods))
        .build();
  }

  private static Integer targetPort(ServicePort port, List<Pod> pods) {
    var target = port.getTargetPort();
    if (target == null || Integer.valueOf(0).equals(target.getIntVal())) {
      return port.getPort();
    }
    if (target.getIntVal() != null) {
      return target.getIntVal();
    }
    return pods.stream()
        .flatMap(pod -> pod.getSpec().getContainers().stream())
        .flatMap(container -> container.getPorts().stream())
        .filter(named -> target.getStrVal().equals(named.getName()))
        .map(ContainerPort::getContainerPort)
        .findFirst()
        .orElse(port.getPort());
  }
}
