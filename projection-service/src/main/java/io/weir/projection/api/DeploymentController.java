package io.weir.projection.api;

import io.weir.appmanager.DeploymentResource;
import io.weir.appmanager.ResourceList;
import io.weir.projection.deployments.DeploymentQueries;
import io.weir.projection.deployments.DeploymentView;
import io.weir.projection.deployments.LabelSelector;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Deployments. */
@RestController
@RequestMapping("/api/v1/namespaces/{namespace}/deployments")
final class DeploymentController {
  private final ReadTransaction transaction;
  private final DeploymentQueries queries;
  private final AllowedActions actions;

  DeploymentController(
      ReadTransaction transaction, DeploymentQueries queries, AllowedActions actions) {
    this.transaction = transaction;
    this.queries = queries;
    this.actions = actions;
  }

  @GetMapping
  ResponseEntity<byte[]> list(
      @PathVariable String namespace,
      @RequestParam(defaultValue = "") String labelSelector,
      @RequestParam(defaultValue = "false") boolean deleted,
      HttpServletRequest request) {
    LabelSelector selector = selector(labelSelector);
    List<DeploymentView> found = transaction.look(() -> queries.list(namespace, selector, deleted));
    return Answers.hashed(
        request,
        ResourceList.of(
            DeploymentResource.KIND, found.stream().map(DeploymentResources::of).toList()));
  }

  @GetMapping("/{nameOrId}")
  ResponseEntity<byte[]> get(
      @PathVariable String namespace,
      @PathVariable String nameOrId,
      @RequestParam(defaultValue = "false") boolean deleted,
      @RequestParam(defaultValue = "true") boolean allowedActions,
      HttpServletRequest request) {
    DeploymentView view =
        transaction
            .look(() -> queries.find(namespace, nameOrId, deleted))
            .orElseThrow(() -> Problem.notFound("Deployment", nameOrId, namespace));
    // Outside of the read: no connection waits for another service.
    return Answers.versioned(
        request,
        view.resourceVersion(),
        () ->
            DeploymentResources.of(
                view, allowedActions ? actions.of(view.id()) : Optional.empty()));
  }

  /** As newer clients list deployments: each in an object that a custom resource may join. */
  @GetMapping("/with-cr")
  ResponseEntity<byte[]> listWithResources(
      @PathVariable String namespace, HttpServletRequest request) {
    List<DeploymentView> found =
        transaction.look(() -> queries.list(namespace, selector(""), false));
    return Answers.hashed(
        request,
        new WithResources(
            found.stream().map(DeploymentResources::of).map(WithResource::new).toList()));
  }

  @GetMapping("/with-cr/{nameOrId}")
  ResponseEntity<byte[]> getWithResource(
      @PathVariable String namespace, @PathVariable String nameOrId, HttpServletRequest request) {
    DeploymentView view =
        transaction
            .look(() -> queries.find(namespace, nameOrId, false))
            .orElseThrow(() -> Problem.notFound("Deployment", nameOrId, namespace));
    return Answers.versioned(
        request,
        view.resourceVersion(),
        () -> new WithResource(DeploymentResources.of(view, Optional.empty())));
  }

  /**
   * A deployment with the custom resource that it belongs to; there is none here.
   *
   * @param deployment it
   */
  private record WithResource(DeploymentResource deployment) {}

  private record WithResources(List<WithResource> items) {}

  private static LabelSelector selector(String text) {
    try {
      return LabelSelector.parse(text);
    } catch (IllegalArgumentException malformed) {
      throw new Problem(Problem.Code.BAD_PARAMETER, malformed.getMessage());
    }
  }
}
