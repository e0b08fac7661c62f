package io.weir.command.deployment;

import io.weir.command.decide.RefusalCode;
import io.weir.command.decide.SpecFault;
import io.weir.events.deployment.DeploymentEvent;
import java.util.List;

/** What a decision came to. */
public sealed interface Outcome {
  /**
   * A refusal that is not about single fields.
   *
   * @param code the closed reason
   * @param message what is wrong, and what to do, with a {@code %s} for each value
   * @param values what the message speaks of
   */
  static Outcome refused(RefusalCode code, String message, Object... values) {
    return new Refused(code, message.formatted(values), List.of());
  }

  /**
   * These events happen, all of them or none.
   *
   * @param events at least one
   */
  record Accepted(List<DeploymentEvent> events) implements Outcome {
    public Accepted {
      events = List.copyOf(events);
      if (events.isEmpty())
        throw new IllegalStateException("Expected an accepted decision to have events");
    }
  }

  /**
   * A report that says nothing new: no event, and that is a success.
   *
   * @param why the closed reason
   */
  record Unchanged(Skip why) implements Outcome {}

  /**
   * A user asked for what cannot be: no event, and the user is told why.
   *
   * @param code the closed reason
   * @param message what is wrong, and what to do
   * @param faults the fields that are wrong, when it is about fields
   */
  record Refused(RefusalCode code, String message, List<SpecFault> faults) implements Outcome {
    public Refused {
      faults = List.copyOf(faults);
    }
  }
}
