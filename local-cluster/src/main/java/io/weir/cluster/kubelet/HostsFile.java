package io.weir.cluster.kubelet;

import io.fabric8.kubernetes.api.model.EndpointAddress;
import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.api.model.Service;
import io.weir.cluster.image.PodHosts;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the cluster's DNS would answer to one pod, as a hosts file. A service's name stands for the
 * addresses of its pods, with and without a cluster IP: nothing forwards traffic here, so a service
 * must use the port that its pods listen on. Pure.
 */
final class HostsFile {
  private HostsFile() {}

  /**
   * @param endpoints by namespace and name, with a slash between
   */
  static String render(
      String namespace,
      String podName,
      String podIp,
      Collection<Service> services,
      Map<String, Endpoints> endpoints) {
    StringBuilder text = new StringBuilder("127.0.0.1 localhost\n");
    text.append(podIp).append(' ').append(podName).append('\n');
    services.stream()
        .filter(service -> !"ExternalName".equals(service.getSpec().getType()))
        .sorted(Comparator.comparing(HostsFile::key))
        .forEach(
            service -> {
              List<String> addresses = addresses(endpoints.get(key(service)));
              for (String address :
                  addresses.isEmpty() ? List.of(PodHosts.NO_ADDRESS) : addresses) {
                text.append(address).append(' ').append(names(service, namespace)).append('\n');
              }
            });
    return text.toString();
  }

  private static String key(Service service) {
    return service.getMetadata().getNamespace() + "/" + service.getMetadata().getName();
  }

  private static String names(Service service, String podNamespace) {
    String name = service.getMetadata().getName();
    String qualified = name + "." + service.getMetadata().getNamespace();
    Stream<String> all = Stream.of(qualified, qualified + ".svc", qualified + ".svc.cluster.local");
    boolean near = service.getMetadata().getNamespace().equals(podNamespace);
    return String.join(" ", (near ? Stream.concat(Stream.of(name), all) : all).toList());
  }

  private static List<String> addresses(Endpoints endpoints) {
    return Optional.ofNullable(endpoints).map(Endpoints::getSubsets).orElse(List.of()).stream()
        .flatMap(subset -> subset.getAddresses().stream())
        .map(EndpointAddress::getIp)
        .distinct()
        .sorted()
        .toList();
  }
}
