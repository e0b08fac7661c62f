package io.weir.command.api;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.core.convert.ConversionException;
import org.springframework.core.convert.support.DefaultConversionService;

/** The parameters of a request's query, as {@code @RequestParam} reads them. */
final class RequestQuery {
  private RequestQuery() {}

  /**
   * Whether a flag is set: false when it is absent or empty.
   *
   * @throws BadParameterException when it is neither true nor false in any of Spring's spellings
   */
  static boolean flag(HttpServletRequest request, String name) {
    String text = request.getParameter(name);
    if (text == null || text.isEmpty()) return false;
    try {
      return Boolean.TRUE.equals(
          DefaultConversionService.getSharedInstance().convert(text, Boolean.class));
    } catch (ConversionException neither) {
      throw new BadParameterException(name, "true or false");
    }
  }
}
