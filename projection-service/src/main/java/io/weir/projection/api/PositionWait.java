package io.weir.projection.api;

import io.weir.projection.model.Position;
import io.weir.projection.model.Positions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.sql.SQLException;
import java.time.Duration;
import org.springframework.web.servlet.HandlerInterceptor;

/** Lets a query with {@code minPosition} wait until the read models hold that event. */
public final class PositionWait implements HandlerInterceptor {
  private final Positions positions;
  private final Duration longest;

  /**
   * @param longest how long a query waits at most
   */
  public PositionWait(Positions positions, Duration longest) {
    this.positions = positions;
    this.longest = longest;
  }

  @Override
  public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
      throws SQLException, InterruptedException {
    String text = request.getParameter("minPosition");
    if (text != null && !positions.await(position(text), longest))
      throw new Problem(
          Problem.Code.NOT_CAUGHT_UP,
          "Expected the read models to hold position %s within %s, but they do not. Try again, or leave minPosition out."
              .formatted(text, longest));
    return true;
  }

  static Position position(String text) {
    try {
      return Position.parse(text);
    } catch (IllegalArgumentException malformed) {
      throw new Problem(Problem.Code.BAD_PARAMETER, malformed.getMessage());
    }
  }
}
