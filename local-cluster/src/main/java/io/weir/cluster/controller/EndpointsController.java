package io.weir.cluster.controller;

import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.weir.cluster.loop.KeyedLoop;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Writes down which pods stand behind each service. What a service leaves is garbage. */
final class EndpointsController implements KeyedLoop.Look<ObjectKey> {
  private final KubernetesClient client;

  EndpointsController(KubernetesClient client) {
    this.client = client;
  }

  @Override
  public Optional<Duration> at(ObjectKey key) {
    Service service = client.services().inNamespace(key.namespace()).withName(key.name()).get();
    if (service == null
        || service.getMetadata().getDeletionTimestamp() != null
        || !EndpointsView.selects(service)) {
      return Optional.empty();
    }
    List<Pod> pods = client.pods().inNamespace(key.namespace()).list().getItems();
    writeEndpoints(key, EndpointsView.endpoints(service, pods));
    writeSlice(key, EndpointsView.slice(service, pods));
    return Optional.empty();
  }

  private void writeEndpoints(ObjectKey key, Endpoints wanted) {
    Endpoints found = client.endpoints().inNamespace(key.namespace()).withName(key.name()).get();
    if (found == null) {
      client.resource(wanted).create();
    } else if (!found.getSubsets().equals(wanted.getSubsets())) {
      found.setSubsets(wanted.getSubsets());
      client.resource(found).update();
    }
  }

  private void writeSlice(ObjectKey key, EndpointSlice wanted) {
    EndpointSlice found =
        client
            .discovery()
            .v1()
            .endpointSlices()
            .inNamespace(key.namespace())
            .withName(key.name())
            .get();
    if (found == null) {
      client.resource(wanted).create();
    } else if (!found.getEndpoints().equals(wanted.getEndpoints())
        || !found.getPorts().equals(wanted.getPorts())) {
      found.setEndpoints(wanted.getEndpoints());
      found.setPorts(wanted.getPorts());
      client.resource(found).update();
    }
  }
}
