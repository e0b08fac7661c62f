package io.weir.projection.api;

import io.weir.appmanager.FailureStatus;
import io.weir.appmanager.ResourceMetadata;
import io.weir.appmanager.SessionClusterResource;
import io.weir.appmanager.SessionClusterResource.Running;
import io.weir.appmanager.SessionClusterResource.Status;
import io.weir.projection.plain.PlainQueries;
import io.weir.projection.sessions.SessionView;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Session clusters (app-manager-api.md 2.9). */
@RestController
@RequestMapping("/api/v1/namespaces/{namespace}/sessionclusters")
final class SessionClusterController extends NamedViewController<SessionView> {
  SessionClusterController(ReadTransaction transaction, JdbcClient jdbc) {
    super(transaction, new PlainQueries<>(jdbc, SessionView.TABLE), SessionClusterResource.KIND);
  }

  @Override
  SessionClusterResource resource(SessionView view, ResourceMetadata metadata) {
    return SessionClusterResource.of(
        metadata,
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
