package io.weir.standalone.cli;

import io.weir.standalone.refusal.UserError;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a command line. */
public final class CommandLine {
  private static final int TAIL = 40;
  private static final int LAST_PORT = 65_535;

  private final String name;
  private final Map<String, String> options = new HashMap<>();
  private final List<String> words = new ArrayList<>();

  private CommandLine(String name) {
    this.name = name;
  }

  /**
   * What a command line asks for.
   *
   * @throws UserError with the usage when it asks for nothing known
   */
  public static Command parse(List<String> args) {
    if (args.isEmpty() || args.contains("--help") || args.getFirst().equals("help")) {
      return new Command.Help();
    }
    CommandLine line = new CommandLine(args.getFirst());
    List<String> rest = args.subList(1, args.size());
    return switch (line.name) {
      case "up" -> {
        line.read(rest, Set.of("--port", "--data"), Set.of("--no-demo"), 0);
        yield new Command.Up(
            (int) line.number("--port", Command.DEFAULT_PORT, 1, LAST_PORT),
            line.data(Command.DEFAULT_DATA),
            !line.options.containsKey("--no-demo"));
      }
      case "down" -> {
        line.read(rest, Set.of("--data"), Set.of(), 0);
        yield new Command.Down(line.data(Command.DEFAULT_DATA));
      }
      case "status" -> {
        line.read(rest, Set.of("--data"), Set.of(), 0);
        yield new Command.Status(line.data(Command.DEFAULT_DATA));
      }
      case "logs" -> {
        line.read(rest, Set.of("--data", "--tail"), Set.of(), 1);
        yield new Command.Logs(
            line.data(Command.DEFAULT_DATA),
            line.words.stream().findFirst(),
            (int) line.number("--tail", TAIL, 1, 100_000));
      }
      case "verify" -> {
        line.read(rest, Set.of("--data"), Set.of(), 0);
        yield new Command.Verify(line.data(Command.DEFAULT_DATA));
      }
      case "clients" -> {
        line.read(rest, Set.of("--url", "--data"), Set.of(), 0);
        yield new Command.Clients(line.address(), line.data(Command.DEFAULT_DATA));
      }
      default -> throw refusal("there is no command '" + line.name + "'");
    };
  }

  private void read(List<String> rest, Set<String> valued, Set<String> flags, int maxWords) {
    for (int i = 0; i < rest.size(); i++) {
      String word = rest.get(i);
      if (valued.contains(word)) {
        if (i + 1 == rest.size()) {
          throw refusal("'" + word + "' needs a value");
        }
        options.put(word, rest.get(++i));
      } else if (flags.contains(word)) {
        options.put(word, "");
      } else if (!word.startsWith("-") && words.size() < maxWords) {
        words.add(word);
      } else {
        throw refusal("'weir " + name + "' has no argument '" + word + "'");
      }
    }
  }

  private Path data(Path otherwise) {
    return Optional.ofNullable(options.get("--data")).map(Path::of).orElse(otherwise);
  }

  private Optional<URI> address() {
    return Optional.ofNullable(options.get("--url"))
        .map(
            text -> {
              if (!text.matches("https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?/?")) {
                throw refusal(
                    "'--url' needs an address such as http://127.0.0.1:8080, not '" + text + "'");
              }
              return URI.create(text.replaceAll("/$", ""));
            });
  }

  private long number(String option, long otherwise, long least, long most) {
    String text = options.get(option);
    if (text == null) {
      return otherwise;
    }
    try {
      long value = Long.parseLong(text);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException notANumber) {
      // The refusal below covers it.
    }
    throw refusal(
        "'"
            + option
            + "' needs a whole number from "
            + least
            + " to "
            + most
            + ", not '"
            + text
            + "'");
  }

  private static UserError refusal(String why) {
    return new UserError(
        "Expected one of these commands, but "
            + why
            + ":\n  "
            + String.join("\n  ", Command.USAGE));
  }
}
