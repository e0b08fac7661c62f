package io.weir.projection.api;

import io.weir.appmanager.FailureStatus;
import io.weir.appmanager.ResourceList;
import io.weir.appmanager.ResourceMetadata;
import io.weir.appmanager.SessionClusterResource;
import io.weir.appmanager.SessionClusterResource.Running;
import io.weir.appmanager.SessionClusterResource.Status;
import io.weir.projection.plain.PlainQueries;
import io.weir.projection.sessions.SessionView;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Session clusters (app-manager-api.md 2.9). */
@RestController
@RequestMapping("/api/v1/namespaces/{namespace}/sessionclusters")
final class SessionClusterController {
  private final ReadTransaction transaction;
  private final PlainQueries<SessionView> queries;

  SessionClusterController(ReadTransaction transaction, JdbcClient jdbc) {
    this.transaction = transaction;
    this.queries = new PlainQueries<>(jdbc, SessionView.TABLE);
  }

  @GetMapping
  ResponseEntity<byte[]> list(@PathVariable String namespace, HttpServletRequest request) {
    List<SessionView> found = transaction.look(() -> queries.list(namespace));
    return Answers.hashed(
        request,
        ResourceList.of(
            SessionClusterResource.KIND,
            found.stream().map(SessionClusterController::resource).toList()));
  }

  @GetMapping("/{name}")
  ResponseEntity<byte[]> get(
      @PathVariable String namespace, @PathVariable String name, HttpServletRequest request) {
    SessionView view =
        transaction
            .look(() -> queries.find(namespace, name))
            .orElseThrow(() -> Problem.notFound(SessionClusterResource.KIND, name, namespace));
    return Answers.versioned(request, resource(view), view.resourceVersion());
  }

  private static SessionClusterResource resource(SessionView view) {
    return SessionClusterResource.of(
        new ResourceMetadata(
            view.id(),
            view.name(),
            view.namespace(),
            view.createdAt(),
            view.modifiedAt(),
            view.labels(),
            view.annotations(),
            view.resourceVersion()),
        view.spec(),
        new Status(
            view.status().state(),
            view.status().failure().map(FailureStatus::of),
            view.status()
                .startedAt()
                .filter(at -> view.status().state().isUp())
                .map(
                    at ->
                        Running.of(
                            at,
                            view.status().changedAt(),
                            view.status().unreachable(),
                            view.status().reachChangedAt()))));
  }
}
