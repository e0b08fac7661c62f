package io.weir.projection.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Answers 404 for a namespace that is not there (app-manager-api.md A.6, without authentication).
 * History outlives its namespace: what is deleted, and the audit trail, are shown when asked for.
 */
public final class NamespaceCheck implements HandlerInterceptor {
  /** It cannot be deleted, so nobody waits for its first event. */
  private static final String ALWAYS_THERE = "default";

  private final JdbcClient jdbc;

  public NamespaceCheck(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    Object variables = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
    if (!(variables instanceof Map<?, ?> values)
        || !(values.get("namespace") instanceof String namespace)) return true;
    boolean history =
        "true".equals(request.getParameter("deleted"))
            || request.getRequestURI().endsWith("/audit");
    if (!history && !exists(namespace)) throw Problem.unknownNamespace(namespace);
    return true;
  }

  private boolean exists(String namespace) {
    if (namespace.equals(ALWAYS_THERE)) return true;
    return jdbc.sql("select true from projection.namespace where name = ? and not deleted")
        .params(namespace)
        .query(Boolean.class)
        .optional()
        .isPresent();
  }
}
