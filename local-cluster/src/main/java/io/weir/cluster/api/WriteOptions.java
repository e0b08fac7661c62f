package io.weir.cluster.api;

import java.util.function.Consumer;

/**
 * How a write is to be done.
 *
 * @param dryRun check everything and answer as if it were done, but keep nothing
 * @param manager in whose name the fields are set
 * @param force take over fields that other managers applied
 * @param fieldValidation what to do about fields that the kind does not have
 * @param warnings hears what the client's user should know
 */
record WriteOptions(
    boolean dryRun,
    String manager,
    boolean force,
    FieldValidation fieldValidation,
    Consumer<String> warnings) {
  /** What to do about fields that the kind does not have; they are never kept. */
  enum FieldValidation {
    IGNORE,
    WARN,
    STRICT
  }

  /** For what the server itself writes. */
  static final WriteOptions SERVER =
      new WriteOptions(false, "weir-local-cluster", false, FieldValidation.IGNORE, text -> {});

  static WriteOptions of(Call call) {
    return new WriteOptions(
        dryRun(call), manager(call), call.flag("force"), fieldValidation(call), call::warn);
  }

  static boolean dryRun(Call call) {
    String text = call.query("dryRun");
    if (!text.isEmpty() && !text.equals("All")) {
      throw ApiFailure.badRequest(
          "invalid dryRun value \"" + text + "\": only \"All\" is supported");
    }
    return !text.isEmpty();
  }

  private static String manager(Call call) {
    String given = call.query("fieldManager");
    if (!given.isEmpty()) {
      return given;
    }
    String agent = call.header("User-Agent").split("[/ ]", 2)[0];
    return agent.isEmpty() ? "unknown" : agent;
  }

  private static FieldValidation fieldValidation(Call call) {
    return switch (call.query("fieldValidation")) {
      case "Ignore" -> FieldValidation.IGNORE;
      case "", "Warn" -> FieldValidation.WARN;
      case "Strict" -> FieldValidation.STRICT;
      default ->
          throw ApiFailure.badRequest(
              "invalid fieldValidation \""
                  + call.query("fieldValidation")
                  + "\": use Ignore, Warn or Strict");
    };
  }
}
