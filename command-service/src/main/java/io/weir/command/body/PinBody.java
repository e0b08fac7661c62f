package io.weir.command.body;

import io.weir.appmanager.ProblemBody;
import io.weir.appmanager.RefusedBodyException;
import io.weir.appmanager.ResourceBinder;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * The body of a pin.
 *
 * @param reason why the savepoint is to stay; free text of at most {@link #LONGEST} characters
 */
public record PinBody(Optional<String> reason) {
  static final int LONGEST = 1000;

  /**
   * Reads the body.
   *
   * @throws RefusedBodyException when the reason is too long, or no text
   */
  public static PinBody of(ObjectNode body) {
    PinBody pin = ResourceBinder.bind(SpecOverlay.withoutNulls(body), PinBody.class, "");
    if (pin.reason().filter(text -> text.length() > LONGEST).isPresent()) {
      String detail = "expected at most " + LONGEST + " characters";
      throw new RefusedBodyException(
          RefusedBodyException.Code.INVALID_FIELD,
          "/reason: " + detail,
          List.of(new ProblemBody.Fault("/reason", detail)));
    }
    return new PinBody(pin.reason().filter(text -> !text.isBlank()));
  }
}
