package io.weir.projection.api;

import io.weir.appmanager.DeploymentTargetResource;
import io.weir.appmanager.ResourceMetadata;
import io.weir.projection.plain.PlainQueries;
import io.weir.projection.targets.TargetView;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Deployment targets. */
@RestController
@RequestMapping("/api/v1/namespaces/{namespace}/deployment-targets")
final class TargetController extends NamedViewController<TargetView> {
  TargetController(ReadTransaction transaction, JdbcClient jdbc) {
    super(transaction, new PlainQueries<>(jdbc, TargetView.TABLE), DeploymentTargetResource.KIND);
  }

  @Override
  DeploymentTargetResource resource(TargetView view, ResourceMetadata metadata) {
    return DeploymentTargetResource.of(metadata, view.kubernetesNamespace());
  }
}
