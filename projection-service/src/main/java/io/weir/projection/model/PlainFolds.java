package io.weir.projection.model;

import static java.util.stream.Collectors.groupingBy;

import io.weir.events.AggregateKind;
import io.weir.events.WeirEvent;
import io.weir.events.wire.EventMetadata;
import io.weir.events.wire.RecordedEvent;
import io.weir.projection.audit.AuditEntry;
import io.weir.projection.autopilot.PolicyProjector;
import io.weir.projection.autopilot.PolicyView;
import io.weir.projection.defaults.DefaultsProjector;
import io.weir.projection.defaults.DefaultsTable;
import io.weir.projection.defaults.DefaultsView;
import io.weir.projection.namespaces.NamespaceProjector;
import io.weir.projection.namespaces.NamespaceView;
import io.weir.projection.secrets.SecretProjector;
import io.weir.projection.secrets.SecretView;
import io.weir.projection.sessions.SessionPeriod;
import io.weir.projection.sessions.SessionProjector;
import io.weir.projection.sessions.SessionView;
import io.weir.projection.targets.TargetProjector;
import io.weir.projection.targets.TargetView;
import io.weir.projection.tokens.TokenProjector;
import io.weir.projection.tokens.TokenView;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Folds a batch's events of every kind but deployments. Of one thread and one batch. */
final class PlainFolds {
  private final PlainFold<TargetView> targets =
      new PlainFold<>(TargetView.TABLE, TargetProjector::fold);

  private final PlainFold<DefaultsView> defaults =
      new PlainFold<>(DefaultsTable.DEFAULTS, DefaultsProjector::fold);
  private final PlainFold<SessionView> sessions = new PlainFold<>(SessionView.TABLE, this::session);
  private final ChangedViews<SessionPeriod> periods = new ChangedViews<>();
  private final PlainFold<NamespaceView> namespaces =
      new PlainFold<>(NamespaceView.TABLE, NamespaceProjector::fold);
  private final PlainFold<TokenView> tokens =
      new PlainFold<>(TokenView.TABLE, TokenProjector::fold);
  private final PlainFold<SecretView> secrets =
      new PlainFold<>(SecretView.TABLE, SecretProjector::fold);
  private final PlainFold<PolicyView> policies =
      new PlainFold<>(PolicyView.TABLE, PolicyProjector::fold);

  private SessionView session(
      Optional<SessionView> before, EventMetadata metadata, WeirEvent event) {
    SessionView after = SessionProjector.fold(before, metadata, event);
    SessionPeriod.changed(before, after, metadata)
        .forEach(period -> periods.put(period.id(), period, period.hasJustBegun()));
    return after;
  }

  private PlainFold<?> of(AggregateKind kind) {
    return switch (kind) {
      case DEPLOYMENT -> throw new IllegalStateException("Expected deployments to be folded apart");
      case DEPLOYMENT_TARGET -> targets;
      case DEPLOYMENT_DEFAULTS -> defaults;
      case SESSION_CLUSTER -> sessions;
      case NAMESPACE -> namespaces;
      case API_TOKEN -> tokens;
      case SECRET_VALUE -> secrets;
      case AUTOPILOT_POLICY -> policies;
    };
  }

  /** Reads what these events change. */
  void load(Connection connection, String schema, List<RecordedEvent> events) throws SQLException {
    for (Map.Entry<AggregateKind, List<RecordedEvent>> own :
        events.stream().collect(groupingBy(event -> event.event().kind())).entrySet())
      of(own.getKey()).load(connection, schema, own.getValue());
  }

  /**
   * Folds the next event. Nothing has changed when it throws.
   *
   * @return its row of the audit trail; empty when it was folded before
   * @throws IllegalStateException when it does not follow from what is known
   */
  Optional<AuditEntry> add(RecordedEvent event) {
    return of(event.event().kind()).add(event);
  }

  /** Writes what changed, kind by kind ({@link ChangedViews#write}). */
  void write(Connection connection, String schema, boolean copy) throws SQLException {
    for (AggregateKind kind : AggregateKind.values())
      if (kind != AggregateKind.DEPLOYMENT) of(kind).write(connection, schema, copy);
    periods.write(connection, schema, SessionPeriod.TABLE, copy);
  }
}
