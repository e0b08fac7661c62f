package io.weir.projection.api;

import io.weir.appmanager.ResourceList;
import io.weir.appmanager.ResourceMetadata;
import io.weir.appmanager.SecretValueResource;
import io.weir.projection.plain.PlainQueries;
import io.weir.projection.secrets.SecretView;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Secret values (app-manager-api.md 2.8), never their values. */
@RestController
@RequestMapping("/api/v1/namespaces/{namespace}/secret-values")
final class SecretController {
  private final ReadTransaction transaction;
  private final PlainQueries<SecretView> queries;

  SecretController(ReadTransaction transaction, JdbcClient jdbc) {
    this.transaction = transaction;
    this.queries = new PlainQueries<>(jdbc, SecretView.TABLE);
  }

  @GetMapping
  ResponseEntity<byte[]> list(@PathVariable String namespace, HttpServletRequest request) {
    List<SecretView> found = transaction.look(() -> queries.list(namespace));
    return Answers.hashed(
        request,
        ResourceList.of(
            SecretValueResource.KIND, found.stream().map(SecretController::resource).toList()));
  }

  @GetMapping("/{name}")
  ResponseEntity<byte[]> get(
      @PathVariable String namespace, @PathVariable String name, HttpServletRequest request) {
    SecretView view =
        transaction
            .look(() -> queries.find(namespace, name))
            .orElseThrow(() -> Problem.notFound(SecretValueResource.KIND, name, namespace));
    return Answers.versioned(request, resource(view), view.resourceVersion());
  }

  private static SecretValueResource resource(SecretView view) {
    return SecretValueResource.of(
        new ResourceMetadata(
            view.id(),
            view.name(),
            view.namespace(),
            view.createdAt(),
            view.modifiedAt(),
            view.labels(),
            view.annotations(),
            view.resourceVersion()));
  }
}
