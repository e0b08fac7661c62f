package io.weir.gateway.infra;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.weir.gateway.reference.ApiDocument;
import io.weir.gateway.reference.ApiPage;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * What the gateway answers itself: health, metrics and the description of the API
 * (app-manager-api.md A.1), whose page existing scripts wait for. It is ready as soon as it
 * listens: a service that is away is that service's matter and answered with 503.
 */
final class OwnPages extends HttpFilter {
  private static final long serialVersionUID = 1L;

  /** Read when somebody asks: nobody else should wait for it. */
  private static final class Reference {
    private static final ApiDocument DOCUMENT = ApiDocument.read();
    static final String PAGE = ApiPage.of(DOCUMENT.whole());
    static final String PLATFORM = DOCUMENT.platform().toString();
    static final String APP_MANAGER = DOCUMENT.appManager().toString();
  }

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
      case "/swagger" -> {
        response.setHeader("Content-Security-Policy", ApiPage.POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        text(response, "text/html", Reference.PAGE);
      }
      case "/swagger.json" -> text(response, "application/json", Reference.PLATFORM);
      case "/api/swagger.json" -> text(response, "application/json", Reference.APP_MANAGER);
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
