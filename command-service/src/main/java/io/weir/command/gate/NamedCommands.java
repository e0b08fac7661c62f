package io.weir.command.gate;

import tools.jackson.databind.node.ObjectNode;

/** What clients may ask of a resource that is addressed by its name in a namespace. */
public interface NamedCommands {
  /** Creates it; a name that is taken is refused. */
  Answer.Given create(CommandRequest request, ObjectNode body);

  /** Creates it, or replaces what is said of it. */
  Answer.Given replace(CommandRequest request, String name, ObjectNode body);

  /** Deletes it; what is not there is refused. */
  Answer.Given delete(CommandRequest request, String name);
}
