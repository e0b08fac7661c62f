package io.weir.command.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.web.servlet.HandlerMapping;

/** The variables of a request's path, as {@code @PathVariable} finds them. */
final class RequestPath {
  private RequestPath() {}

  /**
   * The text that stands for a variable of the route, decoded.
   *
   * @throws IllegalStateException when the route has no such variable
   */
  static String variable(HttpServletRequest request, String name) {
    if (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE)
            instanceof Map<?, ?> variables
        && variables.get(name) instanceof String text) return text;
    throw new IllegalStateException("Expected the route to have a variable " + name);
  }
}
