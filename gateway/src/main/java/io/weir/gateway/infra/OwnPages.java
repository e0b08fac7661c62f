package io.weir.gateway.infra;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * What the gateway answers itself: health, metrics and the page that existing scripts wait for
 * ({@code GET /swagger}, app-manager-api.md A.1). It is ready as soon as it listens: a service that
 * is away is that service's matter and answered with 503.
 */
final class OwnPages extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final String SWAGGER =
      """
      <!doctype html>
      <html lang="en">
      <head><meta charset="utf-8"><title>Weir API</title></head>
      <body>
      <h1>Weir API</h1>
      <p>The App Manager API is served under <code>/api/v1</code>, for example
      <a href="/api/v1/namespaces/default/deployments">/api/v1/namespaces/default/deployments</a>.</p>
      </body>
      </html>
      """;

  private final transient PrometheusMeterRegistry registry;

  OwnPages(PrometheusMeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (!request.getMethod().equals("GET")) {
      chain.doFilter(request, response);
      return;
    }
    switch (request.getRequestURI()) {
      case "/livez", "/readyz" -> text(response, "text/plain", "ok\n");
      case "/metrics" -> text(response, "text/plain; version=0.0.4", registry.scrape());
      case "/swagger" -> text(response, "text/html", SWAGGER);
      default -> chain.doFilter(request, response);
    }
  }

  private static void text(HttpServletResponse response, String type, String text)
      throws IOException {
    response.setContentType(type);
    response.setCharacterEncoding(StandardCharsets.UTF_8);
    response.setHeader("Cache-Control", "no-store");
    response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
  }
}
