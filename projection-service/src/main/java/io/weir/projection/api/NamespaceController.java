package io.weir.projection.api;

import io.weir.appmanager.NamespaceResource;
import io.weir.projection.namespaces.NamespaceView;
import io.weir.projection.plain.PlainQueries;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Namespaces (app-manager-api.md 1.2). */
@RestController
@RequestMapping("/namespaces/v1/namespaces")
final class NamespaceController {
  private final ReadTransaction transaction;
  private final PlainQueries<NamespaceView> queries;

  NamespaceController(ReadTransaction transaction, JdbcClient jdbc) {
    this.transaction = transaction;
    this.queries = new PlainQueries<>(jdbc, NamespaceView.TABLE);
  }

  @GetMapping
  ResponseEntity<byte[]> list(HttpServletRequest request) {
    List<NamespaceView> found = transaction.look(queries::all);
    return Answers.hashed(
        request, Map.of("namespaces", found.stream().map(NamespaceController::resource).toList()));
  }

  @GetMapping("/{namespace}")
  ResponseEntity<byte[]> get(@PathVariable String namespace, HttpServletRequest request) {
    NamespaceView view =
        transaction
            .look(() -> queries.find(namespace, namespace))
            .orElseThrow(() -> Problem.unknownNamespace(namespace));
    return Answers.versioned(request, Map.of("namespace", resource(view)), view.resourceVersion());
  }

  private static NamespaceResource resource(NamespaceView view) {
    return NamespaceResource.of(
        view.name(),
        view.roleBindings(),
        view.createdAt(),
        view.terminating(),
        view.previewSessionCluster());
  }
}
