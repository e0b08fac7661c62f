package io.weir.chaos;

import io.weir.standalone.refusal.UserError;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the user asked for.
 *
 * @param kills how many processes to end at least
 * @param seed of the plan
 * @param atMost how long to kill; what is planned for later is left out
 * @param failpoints only failpoints with this in their names take part; empty: all
 * @param data the data directory, new or empty; absent: a temporary one
 */
record ChaosOptions(int kills, long seed, Duration atMost, String failpoints, Optional<Path> data) {
  static final int DEFAULT_KILLS = 100;
  static final long DEFAULT_SEED = 1;
  private static final int MOST_KILLS = 100_000;
  private static final int DEFAULT_MINUTES = 1_440;
  private static final String USAGE =
      "weir chaos [--kills 100] [--seed 1] [--minutes 1440] [--failpoints <part of a name>] [--data <new directory>]";

  /**
   * Reads the arguments after {@code weir chaos}.
   *
   * @throws UserError with the usage when they ask for nothing that can be done
   */
  static ChaosOptions parse(List<String> args) {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < args.size(); i += 2) {
      String name = args.get(i);
      if (!Set.of("--kills", "--seed", "--minutes", "--failpoints", "--data").contains(name)) {
        throw refusal("it has no argument '" + name + "'");
      }
      if (i + 1 == args.size()) {
        throw refusal("'" + name + "' needs a value");
      }
      values.put(name, args.get(i + 1));
    }
    long kills = number(values, "--kills", DEFAULT_KILLS);
    if (kills < 1 || kills > MOST_KILLS) {
      throw refusal("'--kills' is from 1 to " + MOST_KILLS + ", not " + kills);
    }
    long minutes = number(values, "--minutes", DEFAULT_MINUTES);
    if (minutes < 1 || minutes > DEFAULT_MINUTES) {
      throw refusal("'--minutes' is from 1 to " + DEFAULT_MINUTES + ", not " + minutes);
    }
    return new ChaosOptions(
        (int) kills,
        number(values, "--seed", DEFAULT_SEED),
        Duration.ofMinutes(minutes),
        values.getOrDefault("--failpoints", ""),
        Optional.ofNullable(values.get("--data")).map(Path::of));
  }

  private static long number(Map<String, String> values, String name, long otherwise) {
    String text = values.get(name);
    try {
      return text == null ? otherwise : Long.parseLong(text);
    } catch (NumberFormatException notANumber) {
      throw refusal("'" + name + "' needs a whole number, not '" + text + "'");
    }
  }

  private static UserError refusal(String why) {
    return new UserError("Expected '" + USAGE + "', but " + why + ".");
  }
}
