package io.weir.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.standalone.refusal.UserError;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {
  @Test
  void fillsInDefaults() {
    assertThat(parse("up")).isEqualTo(new Command.Up(8080, Path.of(".weir"), true));
    assertThat(parse("down")).isEqualTo(new Command.Down(Path.of(".weir")));
    assertThat(parse("status")).isEqualTo(new Command.Status(Path.of(".weir")));
    assertThat(parse("logs")).isEqualTo(new Command.Logs(Path.of(".weir"), Optional.empty(), 40));
    assertThat(parse("verify")).isEqualTo(new Command.Verify(Path.of(".weir")));
    assertThat(parse("clients")).isEqualTo(new Command.Clients(Optional.empty(), Path.of(".weir")));
    assertThat(parse()).isEqualTo(new Command.Help());
    assertThat(parse("up", "--help")).isEqualTo(new Command.Help());
  }

  @Test
  void readsWhatIsGiven() {
    assertThat(parse("up", "--port", "9090", "--data", "d", "--no-demo"))
        .isEqualTo(new Command.Up(9090, Path.of("d"), false));
    assertThat(parse("logs", "word-counter", "--tail", "5"))
        .isEqualTo(new Command.Logs(Path.of(".weir"), Optional.of("word-counter"), 5));
    assertThat(parse("clients", "--url", "https://weir.example.org/"))
        .isEqualTo(
            new Command.Clients(
                Optional.of(URI.create("https://weir.example.org")), Path.of(".weir")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "start                | there is no command 'start'",
        "up --port            | '--port' needs a value",
        "up --port many       | '--port' needs a whole number from 1 to 65535, not 'many'",
        "up --port 0          | '--port' needs a whole number from 1 to 65535, not '0'",
        "up --port 65536      | '--port' needs a whole number from 1 to 65535, not '65536'",
        "up now               | 'weir up' has no argument 'now'",
        "down --port 1        | 'weir down' has no argument '--port'",
        "clients --url weir   | '--url' needs an address such as http://127.0.0.1:8080, not 'weir'",
        "logs a b             | 'weir logs' has no argument 'b'",
      })
  void saysWhatIsWrongAndWhatThereIs(String line, String why) {
    assertThatThrownBy(() -> parse(line.split(" ")))
        .isInstanceOf(UserError.class)
        .hasMessageContaining(why)
        .hasMessageContaining("weir up [--port 8080]");
  }

  private static Command parse(String... words) {
    return CommandLine.parse(List.of(words));
  }
}
