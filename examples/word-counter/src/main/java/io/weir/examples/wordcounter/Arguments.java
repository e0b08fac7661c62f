package io.weir.examples.wordcounter;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The job's command line.
 *
 * @param input a file or directory of text to read once; absent: lines are generated
 * @param output the directory that gets the results; absent: results go to the log only
 * @param rate generated lines per second, greater than 0
 * @param lines how many lines to generate; absent: no end
 * @param failAfter the job fails at this line, counted from 1 over the job's whole life; absent:
 *     never
 * @param failInMain the message that {@code main} throws before it submits anything; absent: it
 *     does not
 */
record Arguments(
    Optional<String> input,
    Optional<String> output,
    double rate,
    Optional<Long> lines,
    Optional<Long> failAfter,
    Optional<String> failInMain) {
  static final String USAGE =
      "Usage: [--input <file or directory>] [--output <directory>] [--rate <lines per second>]"
          + " [--lines <how many>] [--fail-after <line>] [--fail-in-main <message>]";

  private static final Set<String> KNOWN =
      Set.of("input", "output", "rate", "lines", "fail-after", "fail-in-main");

  /**
   * Reads {@code --name value} pairs.
   *
   * @throws IllegalArgumentException with the usage when a name is unknown, a value is missing or a
   *     number is none
   */
  static Arguments parse(String... args) {
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < args.length; i += 2) {
      String name = args[i].startsWith("--") ? args[i].substring(2) : "";
      if (!KNOWN.contains(name)) {
        throw new IllegalArgumentException("Unknown argument '" + args[i] + "'. " + USAGE);
      }
      if (i + 1 == args.length) {
        throw new IllegalArgumentException("Argument '" + args[i] + "' has no value. " + USAGE);
      }
      values.put(name, args[i + 1]);
    }
    double rate = number(values, "rate").orElse(20.0);
    if (!(rate > 0)) {
      throw new IllegalArgumentException("--rate must be greater than 0, but is " + rate + ".");
    }
    return new Arguments(
        Optional.ofNullable(values.get("input")),
        Optional.ofNullable(values.get("output")),
        rate,
        number(values, "lines").map(Double::longValue),
        number(values, "fail-after").map(Double::longValue),
        Optional.ofNullable(values.get("fail-in-main")));
  }

  private static Optional<Double> number(Map<String, String> values, String name) {
    try {
      return Optional.ofNullable(values.get(name)).map(Double::valueOf);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "--" + name + " must be a number, but is '" + values.get(name) + "'. " + USAGE, e);
    }
  }
}
