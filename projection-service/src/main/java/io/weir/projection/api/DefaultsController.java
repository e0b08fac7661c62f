package io.weir.projection.api;

import io.weir.appmanager.DeploymentDefaultsResource;
import io.weir.appmanager.DeploymentDefaultsResource.Said;
import io.weir.events.defaults.DeploymentDefaultsEvent;
import io.weir.projection.defaults.DefaultsQueries;
import io.weir.projection.defaults.DefaultsView;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Deployment defaults: there for every namespace, whether it ever said something or not. */
@RestController
final class DefaultsController {
  private final ReadTransaction transaction;
  private final DefaultsQueries queries;

  DefaultsController(ReadTransaction transaction, DefaultsQueries queries) {
    this.transaction = transaction;
    this.queries = queries;
  }

  @GetMapping("/api/v1/namespaces/{namespace}/deployment-defaults")
  ResponseEntity<byte[]> get(@PathVariable String namespace, HttpServletRequest request) {
    Optional<DefaultsView> view = transaction.look(() -> queries.find(namespace));
    return Answers.versioned(
        request,
        view.map(DefaultsController::resource)
            .orElseGet(
                () ->
                    DeploymentDefaultsResource.nothing(
                        DeploymentDefaultsEvent.idOf(namespace), namespace)),
        view.map(DefaultsView::resourceVersion).orElse(0L));
  }

  private static DeploymentDefaultsResource resource(DefaultsView view) {
    return DeploymentDefaultsResource.of(
        view.id(),
        view.namespace(),
        new Said(
            view.createdAt(),
            view.modifiedAt(),
            view.labels(),
            view.annotations(),
            view.resourceVersion(),
            view.spec()));
  }
}
