package io.weir.projection.api;

import io.weir.appmanager.DeploymentTargetResource;
import io.weir.appmanager.ResourceList;
import io.weir.appmanager.ResourceMetadata;
import io.weir.projection.targets.TargetQueries;
import io.weir.projection.targets.TargetView;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Deployment targets. */
@RestController
@RequestMapping("/api/v1/namespaces/{namespace}/deployment-targets")
final class TargetController {
  private final ReadTransaction transaction;
  private final TargetQueries queries;

  TargetController(ReadTransaction transaction, TargetQueries queries) {
    this.transaction = transaction;
    this.queries = queries;
  }

  @GetMapping
  ResponseEntity<byte[]> list(@PathVariable String namespace, HttpServletRequest request) {
    List<TargetView> found = transaction.look(() -> queries.list(namespace));
    return Answers.hashed(
        request,
        ResourceList.of(
            DeploymentTargetResource.KIND,
            found.stream().map(TargetController::resource).toList()));
  }

  @GetMapping("/{name}")
  ResponseEntity<byte[]> get(
      @PathVariable String namespace, @PathVariable String name, HttpServletRequest request) {
    TargetView view =
        transaction
            .look(() -> queries.find(namespace, name))
            .orElseThrow(() -> Problem.notFound("Deployment target", name, namespace));
    return Answers.versioned(request, resource(view), view.resourceVersion());
  }

  private static DeploymentTargetResource resource(TargetView view) {
    return DeploymentTargetResource.of(
        new ResourceMetadata(
            view.id(),
            view.name(),
            view.namespace(),
            view.createdAt(),
            view.modifiedAt(),
            view.labels(),
            view.annotations(),
            view.resourceVersion()),
        view.kubernetesNamespace());
  }
}
