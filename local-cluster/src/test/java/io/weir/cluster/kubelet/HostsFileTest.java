package io.weir.cluster.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.api.model.EndpointsBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HostsFileTest {

  @Test
  void namesServicesByTheirPodsNearAndFar() {
    Endpoints endpoints =
        new EndpointsBuilder()
            .addNewSubset()
            .addNewAddress()
            .withIp("127.1.0.2")
            .endAddress()
            .addNewAddress()
            .withIp("127.1.0.1")
            .endAddress()
            .addNewNotReadyAddress()
            .withIp("127.1.0.3")
            .endNotReadyAddress()
            .endSubset()
            .build();
    assertThat(
            HostsFile.render(
                "demo",
                "pod-1",
                "127.1.0.9",
                List.of(service("other", "far"), service("demo", "web"), service("demo", "idle")),
                Map.of("demo/web", endpoints, "other/far", endpoints)))
        .isEqualTo(
            """
            127.0.0.1 localhost
            127.1.0.9 pod-1
            - idle idle.demo idle.demo.svc idle.demo.svc.cluster.local
            127.1.0.1 web web.demo web.demo.svc web.demo.svc.cluster.local
            127.1.0.2 web web.demo web.demo.svc web.demo.svc.cluster.local
            127.1.0.1 far.other far.other.svc far.other.svc.cluster.local
            127.1.0.2 far.other far.other.svc far.other.svc.cluster.local
            """);
  }

  private static Service service(String namespace, String name) {
    return new ServiceBuilder()
        .withNewMetadata()
        .withNamespace(namespace)
        .withName(name)
        .endMetadata()
        .withNewSpec()
        .endSpec()
        .build();
  }
}
